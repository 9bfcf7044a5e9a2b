using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// Squares near zero, magnitudes beyond δ: with e = y − t and c = min(|e|, δ), loss = f/N Σⱼ c·(|e| − c/2), dy[j] = f/N · clamp(e, −δ, δ).
/// f is 1 for PyTorch's HuberLoss, 1/δ for its SmoothL1Loss.
/// </summary>
public sealed class Huber(Value y, Value t, Value scale, double delta, bool smooth) : Loss(y, t, scale)
{
    private readonly double factor = smooth ? 1 / delta : 1;

    public override string Title => smooth ? "smooth L1" : "Huber";

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"e = {Prediction}[m,j] − {Target}[m,j], c = min(|e|, {delta}){(smooth ? (Formula)$", all divided by {delta}" : $"")}",
        $"loss[m] = 1/N Σⱼ c · (|e| − c/2)",
        $"{PredictionGradient}[m,j] = 1/N · clamp(e, ±{delta}) · {Scale}[m]",
    ];

    public override void Lower(RowKernel row)
    {
        Expression scale = RowScale(row);
        if (smooth) scale = row.Kernel.Let("slope", scale * Vector(factor));
        Expression sum = row.Sum("sum", PredictionGradient, j =>
        {
            Local size = row.Kernel.Let("size", Of(VectorOp.Abs, row.Load(Prediction, j) - row.Load(Target, j)));
            Local near = row.Kernel.Let("near", Of(VectorOp.Min, Vector(delta), size));
            return near * Fma(Vector(-0.5), near, size);
        });
        StoreMean(row, smooth ? sum * Scalar(factor) : sum);
        row.ForEach(Prediction.Length, j =>
        {
            Local error = row.Kernel.Let("error", row.Load(Prediction, j) - row.Load(Target, j));
            row.Store(PredictionGradient, j, Of(VectorOp.Min, Vector(delta), Max(Vector(-delta), error)) * scale);
        });
    }

    protected override double Row(double[] y, double[] t, double[] gradient)
    {
        double sum = 0;
        for (int j = 0; j < y.Length; j++)
        {
            double error = y[j] - t[j], size = Math.Abs(error);
            sum += size <= delta ? error * error / 2 : delta * (size - delta / 2);
            gradient[j] = factor * (size <= delta ? error : delta * Math.Sign(error)) / y.Length;
        }
        return factor * sum / y.Length;
    }
}
