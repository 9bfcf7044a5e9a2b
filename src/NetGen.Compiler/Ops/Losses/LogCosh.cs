using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// loss = 1/N Σⱼ log cosh e with e = y[j] − t[j], as |e| + log(1 + exp(−2|e|)) − log 2, which does not overflow; near 0 that cancels, and
/// an error of 10⁻⁷
/// is left, but nothing below 0. dy[j] = tanh(e)/N.
/// </summary>
public sealed class LogCosh(Value y, Value t, Value scale) : Loss(y, t, scale)
{
    public static LossKind Definition { get; } = new(nameof(LogCosh), "log-cosh", (_, y, t, scale) => new LogCosh(y, t, scale))
    {
        Summary = """
            Takes values of any kind, and <c>Predict</c> returns them. The mean logarithm of the hyperbolic cosine of the error: l =
            (1/n)·Σⱼ log cosh(yⱼ − tⱼ) over a sample's n outputs (Keras's <c>LogCosh</c>): e²/2 near 0, |e| − log 2 beyond.
            """,
        Remarks = """
            Output y: one-dimensional; target t: a <see cref="float"/> for each output. Gradient: tanh(yⱼ − tⱼ)/n. With e = yⱼ − tⱼ it is
            computed as |e| + log(1 + exp(−2|e|)) − log 2, which does not overflow and near 0 is exact to 10⁻⁷.
            """,
        IsOfDistances = true,
    };

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"loss[m] = 1/N Σⱼ log cosh({Prediction}[m,j] − {Target}[m,j])",
        $"{PredictionGradient}[m,j] = 1/N · tanh({Prediction}[m,j] − {Target}[m,j]) · {Scale}[m]",
    ];

    public override void Lower(RowKernel row)
    {
        Expression scale = RowScale(row);
        row.ForEach(Prediction.Length, j =>
        {
            Local size = row.Kernel.Let("size", Of(VectorOp.Abs, row.Load(Prediction, j) - row.Load(Target, j)));
            Expression tail = Of(VectorOp.Log1p, Of(VectorOp.Exp, Vector(-2) * size));
            row.Store(PredictionGradient, j,
                Max(Vector(0), size + (tail - Vector(Math.Log(2)))));      // the terms of the sum wait where the gradient will be
        });
        StoreMean(row, row.Sum("sum", PredictionGradient));
        row.ForEach(Prediction.Length, j =>
            row.Store(PredictionGradient, j, Of(VectorOp.Tanh, row.Load(Prediction, j) - row.Load(Target, j)) * scale));
    }

    protected override double Row(double[] y, double[] t, double[] gradient)
    {
        double sum = 0;
        for (int j = 0; j < y.Length; j++)
        {
            double size = Math.Abs(y[j] - t[j]);
            sum += size + ReferenceMath.Softplus(-2 * size) - Math.Log(2);
            gradient[j] = Math.Tanh(y[j] - t[j]) / y.Length;
        }
        return sum / y.Length;
    }
}
