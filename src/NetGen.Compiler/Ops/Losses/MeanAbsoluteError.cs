using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>loss = 1/N Σⱼ |y[j] − t[j]|; dy[j] = sign(y[j] − t[j])/N, sign(0) being 0 as in PyTorch.</summary>
public sealed class MeanAbsoluteError(Value y, Value t, Value scale) : Loss(y, t, scale)
{
    public static LossKind Definition { get; } = new(nameof(MeanAbsoluteError), "mean absolute error", (_, y, t, scale) =>
        new MeanAbsoluteError(y, t, scale))
    {
        Summary = """
            Takes values of any kind, and <c>Predict</c> returns them. The mean absolute error: l = (1/n)·Σⱼ |yⱼ − tⱼ| over a sample's n
            outputs (PyTorch's <c>L1Loss</c>).
            """,
        Remarks = """
            Output y: one-dimensional; target t: a <see cref="float"/> for each output. Gradient: sign(yⱼ − tⱼ)/n, 0 where both are equal.
            """,
        IsOfDistances = true,
    };

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"loss[m] = 1/N Σⱼ |{Prediction}[m,j] − {Target}[m,j]|",
        $"{PredictionGradient}[m,j] = 1/N · sign({Prediction}[m,j] − {Target}[m,j]) · {Scale}[m]",
    ];

    public override void Lower(RowKernel row)
    {
        Expression scale = RowScale(row);
        StoreMean(row, row.Sum("sum", PredictionGradient, j => Of(VectorOp.Abs, row.Load(Prediction, j) - row.Load(Target, j))));
        row.ForEach(Prediction.Length, j =>
        {
            Local error = row.Kernel.Let("error", row.Load(Prediction, j) - row.Load(Target, j));

            // Neither above nor below zero: zero, or a NaN, which passes.
            Local down = row.Kernel.Let("down", Select(Greater(Vector(0), error), Vector(-1), error));
            row.Store(PredictionGradient, j, Select(Greater(error, Vector(0)), Vector(1), down) * scale);
        });
    }

    protected override double Row(double[] y, double[] t, double[] gradient)
    {
        double sum = 0;
        for (int j = 0; j < y.Length; j++)
        {
            sum += Math.Abs(y[j] - t[j]);
            gradient[j] = (double)Math.Sign(y[j] - t[j]) / y.Length;
        }
        return sum / y.Length;
    }
}
