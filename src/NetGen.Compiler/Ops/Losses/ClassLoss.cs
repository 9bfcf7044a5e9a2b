using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// Cross-entropy with a target t, a class index (1 at its place, 0 elsewhere) or a distribution, smoothed by ε: u[j] = (1 − ε)·t[j] + ε/N
/// for N classes. With class indices that may be ignored, a sample whose scale is 0 has the gradient 0 whatever its prediction is; the
/// caller gives it some class.
/// </summary>
public abstract class ClassLoss(Value prediction, Value target, Value scale, double smoothing, bool ignores)
    : Loss(prediction, target, scale)
{
    private static readonly KindArgument<string> targets = new("Targets", "Indices", "Class indices or distributions.", "Targets")
    {
        Parameter = "Class indices (the default) or distributions.",
    };

    /// <summary>ε.</summary>
    protected static KindArgument<double> Smooths { get; } = new("LabelSmoothing", 0, """
        The share ε of the target that goes to all classes equally: u = (1 − ε)·t + ε/classes takes the place of t (C. Szegedy et al.,
        "Rethinking the Inception Architecture", 2015; PyTorch's <c>label_smoothing</c>). From 0, the default, to 1.
        """) { Range = NumberRange.Share.Saying("a share, from 0 to 1").WithParts };

    /// <summary>The library's attributes say by the smallest number that all samples count.</summary>
    private static readonly KindArgument<int> ignored = new("IgnoreIndex", int.MinValue, """
        A class index that says "this sample does not count": its loss and gradient are 0, it is no right and no wrong answer, and the loss
        of a batch is the mean over the others (0 where there are none). Any number, a class's own too. Without it all samples count, and
        every index must be that of a class; PyTorch's <c>ignore_index</c> is −100 unless another is given.
        """);

    protected static IReadOnlyList<KindArgument> Arguments { get; } = [targets, Smooths, ignored];

    protected static TargetKind TargetOf(LayerContext context) => context.Value(targets) == targets.Preset ? TargetKind.Indices
        : TargetKind.Values;

    /// <summary>The class index whose samples do not count; null where all do.</summary>
    protected static int? Ignored(LayerContext context) => context.Value(ignored) is var index && index != ignored.Preset ? index : null;

    protected static void CheckArguments(LayerContext context)
    {
        context.CheckChoice(targets.Name, context.Value(targets), [targets.Preset, "Distributions"]);
        if (Ignored(context) is { } index && TargetOf(context) == TargetKind.Values)
            context.Report(Rules.IgnoresDistributions, ignored.Name, context.Node.Kind,
                index.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Reports probabilities where logits belong.</summary>
    /// <param name="own">What makes probabilities of them in the loss.</param>
    internal static void CheckLogits(LayerContext context, string own, Domain prediction)
    {
        if (prediction == Domain.Any) return;
        (string activation, string fitting) = prediction == Domain.Distribution ? ("softmax", nameof(CrossEntropy))
            : ("sigmoid", nameof(BinaryCrossEntropy));
        context.Report(Rules.LossNeedsLogits, null, context.Node.Kind, own, context.Above, activation, fitting);
    }

    protected bool ByIndex => Target.Kind == ValueKind.TargetIndices;

    /// <summary>ε.</summary>
    protected double Smoothing { get; } = smoothing;

    /// <summary>1 − ε: what is left to the target.</summary>
    protected double Kept { get; } = 1 - smoothing;

    /// <summary>ε/N: what every class has.</summary>
    protected double Share => Smoothing / Prediction.Length;

    /// <summary>The target in formulas, smoothed where it is.</summary>
    protected Formula TargetFormula(string index) => (Smoothing, ByIndex) switch
    {
        (0, true) => (Formula)$"[{index} = {Target}[m]]",
        (0, false) => $"{Target}[m,{index}]",
        (_, true) => $"({Kept}·[{index} = {Target}[m]] + {Smoothing}/{Prediction.Length})",
        _ => $"({Kept}·{Target}[m,{index}] + {Smoothing}/{Prediction.Length})",
    };

    /// <summary>A vector of the smoothed distribution.</summary>
    protected Expression TargetVector(RowKernel row, Index j) =>
        Smoothing == 0 ? row.Load(Target, j) : Fma(Vector(Kept), row.Load(Target, j), Vector(Share));

    /// <summary>Clears the gradient of an ignored sample: 0 times a NaN or an infinity would not be 0.</summary>
    protected void ClearIgnored(RowKernel row)
    {
        if (!ignores) return;
        Local size = row.Kernel.Let("size", Of(VectorOp.Abs, Splat(row.Scalar(Scale, 0))));
        row.ForEach(Prediction.Length, j =>
            row.Store(PredictionGradient, j, Select(GreaterOrEqual(Vector(0), size), Vector(0), row.Load(PredictionGradient, j))));
    }

    /// <summary>The smoothed target of one row, in double precision.</summary>
    protected double[] Smooth(double[] t, int classes) =>
        Enumerable.Range(0, classes).Select(j => Kept * (ByIndex ? (j == (int)t[0] ? 1 : 0) : t[j]) + Share).ToArray();
}
