using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>
/// What losses have in common: targets that are class indices or distributions, smoothed or ignored, and probabilities where logits belong.
/// </summary>
internal static class ClassTargets
{
    public static void ReportProbabilities(LayerContext context, string loss, string own, Domain prediction)
    {
        (string activation, string fitting) = prediction == Domain.Distribution ? ("softmax", "CrossEntropy")
            : ("sigmoid", "BinaryCrossEntropy");
        context.Report(Rules.LossNeedsLogits, null, loss, own, context.Above, activation, fitting);
    }

    public static TargetKind Kind(LayerContext context) =>
        context.Choice("Targets", "Indices") == "Distributions" ? TargetKind.Values : TargetKind.Indices;

    public static NumberArgument LabelSmoothing { get; } = new(
        "LabelSmoothing", NumberRange.Share.Saying("a share, from 0 to 1").WithParts);

    /// <summary>The share of the target that goes to all classes equally.</summary>
    public static double Smoothing(LayerContext context) => context.Number("LabelSmoothing", 0);

    /// <summary>
    /// The class index whose samples do not count; null where all do. The library's attribute says that by the smallest number.
    /// </summary>
    public static int? Ignored(LayerContext context) =>
        context.Integer("IgnoreIndex", int.MinValue) is var index and not int.MinValue ? index : null;

    public static void CheckArguments(LayerContext context)
    {
        if (Ignored(context) is { } index && Kind(context) == TargetKind.Values)
            context.Report(Rules.IgnoresDistributions, "IgnoreIndex", context.Node.Kind,
                index.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
