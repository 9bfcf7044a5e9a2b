using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>Cross-entropy of probabilities that add up to 1.</summary>
public sealed class CrossEntropy : LossKind
{
    public override string Name => "CrossEntropy";
    public override string Title => "cross-entropy";
    public override string Accuracy => "Class";
    public override IReadOnlyList<NumberArgument> Numbers { get; } = [.. OfAll, ClassTargets.LabelSmoothing];

    public override void Check(LayerContext context, Domain prediction)
    {
        ClassTargets.CheckArguments(context);
        if (prediction == Domain.Any)
            context.Report(Rules.LossNeedsProbabilities, null, Name, context.Above, "Activation.Softmax", "SoftmaxCrossEntropy");
        else if (prediction == Domain.Probabilities)
            context.Report(Rules.MixedDomain, null, Name, context.Above);
    }

    public override TargetKind Target(LayerContext context) => ClassTargets.Kind(context);
    public override int? IgnoreIndex(LayerContext context) => ClassTargets.Ignored(context);
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.CrossEntropy(prediction, target, scale, ClassTargets.Smoothing(context), ClassTargets.Ignored(context) is not null);

    public override Loss? BuildFused(LayerContext context, Value prediction, Value target, Value scale) =>
        Softmax.Logits(prediction) is { } logits
            ? new Op.SoftmaxCrossEntropy(logits, target, scale, ClassTargets.Smoothing(context), ClassTargets.Ignored(context) is not null)
            : null;
}
