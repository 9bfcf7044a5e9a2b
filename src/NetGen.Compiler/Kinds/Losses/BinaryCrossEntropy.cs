using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>Binary cross-entropy of probabilities.</summary>
public sealed class BinaryCrossEntropy : LossKind
{
    public override string Name => "BinaryCrossEntropy";
    public override string Title => "binary cross-entropy";
    public override string Accuracy => "Probability";
    public override bool TargetsAreProbabilities => true;

    public override void Check(LayerContext context, Domain prediction)
    {
        if (prediction == Domain.Any)
            context.Report(Rules.LossNeedsProbabilities, null, Name, context.Above, "Activation.Sigmoid", "SigmoidCrossEntropy");
    }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.BinaryCrossEntropy(prediction, target, scale);

    public override Loss? BuildFused(LayerContext context, Value prediction, Value target, Value scale) =>
        Ops.Activations.Sigmoid.Logits(prediction) is { } logits ? new Op.SigmoidCrossEntropy(logits, target, scale) : null;
}
