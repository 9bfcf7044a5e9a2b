using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>Cross-entropy of logits.</summary>
public sealed class SoftmaxCrossEntropy : LossKind
{
    public override string Name => "SoftmaxCrossEntropy";
    public override string Title => "softmax cross-entropy";

    public override bool TakesLogits => true;

    public override string Accuracy => "Class";
    public override IReadOnlyList<NumberArgument> Numbers { get; } = [.. OfAll, ClassTargets.LabelSmoothing];

    public override void Check(LayerContext context, Domain prediction)
    {
        ClassTargets.CheckArguments(context);
        if (prediction != Domain.Any) ClassTargets.ReportProbabilities(context, Name, "the softmax", prediction);
        else if (context.Input.Length == 1) context.Report(Rules.OneClass, null, "The softmax", context.Node.Name, context.Above);
    }

    public override TargetKind Target(LayerContext context) => ClassTargets.Kind(context);
    public override int? IgnoreIndex(LayerContext context) => ClassTargets.Ignored(context);
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.SoftmaxCrossEntropy(prediction, target, scale, ClassTargets.Smoothing(context), ClassTargets.Ignored(context) is not null);
}
