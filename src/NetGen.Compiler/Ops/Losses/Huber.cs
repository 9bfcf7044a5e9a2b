using NetGen.Compiler.Declarations;
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

    private static readonly KindArgument<double> bound = new("Delta", 1, "δ, where squares give way to magnitudes.")
    {
        Parameter = "δ, where squares give way to magnitudes; positive, 1 by default.", Range = NumberRange.Positive,
    };

    public static LossKind Definition { get; } = new(
        nameof(Huber), "Huber", (context, y, t, scale) => new Huber(y, t, scale, context.Value(bound), smooth: false), bound)
    {
        Summary = """
            Takes values of any kind, and <c>Predict</c> returns them. The mean over a sample's outputs of e²/2 where |e| ≤ δ, else δ·(|e| −
            δ/2), with e = yⱼ − tⱼ (P. Huber, 1964; PyTorch's <c>HuberLoss</c>, Keras's <c>Huber</c>).
            """,
        Remarks = """Output y: one-dimensional; target t: a <see cref="float"/> for each output. Gradient: clamp(yⱼ − tⱼ, −δ, δ)/n.""",
        IsOfDistances = true,
    };

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
