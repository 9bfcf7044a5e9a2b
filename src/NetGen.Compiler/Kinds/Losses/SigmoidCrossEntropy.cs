using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>Binary cross-entropy of logits.</summary>
public sealed class SigmoidCrossEntropy : LossKind
{
    public override string Name => "SigmoidCrossEntropy";
    public override string Title => "sigmoid cross-entropy";

    public override bool TakesLogits => true;

    public override string Accuracy => "Logit";
    public override bool TargetsAreProbabilities => true;

    public override void Check(LayerContext context, Domain prediction)
    {
        if (prediction != Domain.Any) ClassTargets.ReportProbabilities(context, Name, "the sigmoid", prediction);
    }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.SigmoidCrossEntropy(prediction, target, scale);
}
