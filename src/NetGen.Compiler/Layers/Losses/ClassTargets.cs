using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Layers;

/// <summary>What losses have in common: targets that are class indices or distributions, and probabilities where logits belong.</summary>
internal static class ClassTargets
{
    public static void ReportProbabilities(LayerContext context, string loss, string own, Domain prediction)
    {
        (string activation, string fitting) = prediction == Domain.Distribution ? ("softmax", "CrossEntropy") : ("sigmoid", "BinaryCrossEntropy");
        context.Report(Rules.LossNeedsLogits, null, loss, own, context.Above, activation, fitting);
    }

    public static TargetKind Kind(LayerContext context) =>
        context.Choice("Targets", "Indices") == "Distributions" ? TargetKind.Values : TargetKind.Indices;
}
