using System.Globalization;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Shapes;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Layers;

/// <summary>Mean squared error of values.</summary>
public sealed class MeanSquaredError : LossKind
{
    public override string Name => "MeanSquaredError";
    public override string Title => "mean squared error";
    public override void Check(LayerContext context, Domain prediction) { }
    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(Value prediction, Value target, Value scale) => new Op.MeanSquaredError(prediction, target, scale);
}

/// <summary>Binary cross-entropy of probabilities.</summary>
public sealed class BinaryCrossEntropy : LossKind
{
    public override string Name => "BinaryCrossEntropy";
    public override string Title => "binary cross-entropy";

    public override void Check(LayerContext context, Domain prediction)
    {
        if (prediction == Domain.Any)
            context.Report(Rules.LossNeedsProbabilities, null, Name, context.Above, "Activation.Sigmoid", "SigmoidCrossEntropy");
    }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(Value prediction, Value target, Value scale) => new Op.BinaryCrossEntropy(prediction, target, scale);

    public override Loss? BuildFused(Value prediction, Value target, Value scale) =>
        prediction.Producer is Ops.Activations.Sigmoid sigmoid ? new Op.SigmoidCrossEntropy(sigmoid.Inputs[0], target, scale) : null;
}

/// <summary>Binary cross-entropy of logits.</summary>
public sealed class SigmoidCrossEntropy : LossKind
{
    public override string Name => "SigmoidCrossEntropy";
    public override string Title => "sigmoid cross-entropy";

    public override void Check(LayerContext context, Domain prediction)
    {
        if (prediction != Domain.Any) Targets.ReportProbabilities(context, Name, "the sigmoid", prediction);
    }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(Value prediction, Value target, Value scale) => new Op.SigmoidCrossEntropy(prediction, target, scale);
}

/// <summary>Cross-entropy of probabilities that add up to 1.</summary>
public sealed class CrossEntropy : LossKind
{
    public override string Name => "CrossEntropy";
    public override string Title => "cross-entropy";

    public override void Check(LayerContext context, Domain prediction)
    {
        if (prediction == Domain.Any)
            context.Report(Rules.LossNeedsProbabilities, null, Name, context.Above, "Activation.Softmax", "SoftmaxCrossEntropy");
        else if (prediction == Domain.Probabilities)
            context.Report(Rules.MixedDomain, null, Name, context.Above);
    }

    public override TargetKind Target(LayerContext context) => Targets.Kind(context);
    public override Loss Build(Value prediction, Value target, Value scale) => new Op.CrossEntropy(prediction, target, scale);

    public override Loss? BuildFused(Value prediction, Value target, Value scale) =>
        prediction.Producer is Softmax softmax ? new Op.SoftmaxCrossEntropy(softmax.Inputs[0], target, scale) : null;
}

/// <summary>Cross-entropy of logits.</summary>
public sealed class SoftmaxCrossEntropy : LossKind
{
    public override string Name => "SoftmaxCrossEntropy";
    public override string Title => "softmax cross-entropy";

    public override void Check(LayerContext context, Domain prediction)
    {
        if (prediction != Domain.Any) Targets.ReportProbabilities(context, Name, "the softmax", prediction);
        else if (context.Input.Length == 1) context.Report(Rules.OneClass, null, "The softmax", context.Node.Name, context.Above);
    }

    public override TargetKind Target(LayerContext context) => Targets.Kind(context);
    public override Loss Build(Value prediction, Value target, Value scale) => new Op.SoftmaxCrossEntropy(prediction, target, scale);
}

/// <summary>What the losses have in common: targets that are class indices or distributions, and probabilities where logits belong.</summary>
internal static class Targets
{
    public static void ReportProbabilities(LayerContext context, string loss, string own, Domain prediction)
    {
        (string activation, string fitting) = prediction == Domain.Distribution ? ("softmax", "CrossEntropy") : ("sigmoid", "BinaryCrossEntropy");
        context.Report(Rules.LossNeedsLogits, null, loss, own, context.Above, activation, fitting);
    }

    public static TargetKind Kind(LayerContext context) =>
        context.Choice("Targets", "Indices") == "Distributions" ? TargetKind.Values : TargetKind.Indices;
}
