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
