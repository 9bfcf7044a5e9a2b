using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>loss = 1/N Σⱼ (y[j] − t[j])²; dy[j] = 2/N·(y[j] − t[j]).</summary>
public sealed class MeanSquaredError(Value y, Value t, Value scale) : Loss(y, t, scale)
{
    public static LossKind Definition { get; } = new(nameof(MeanSquaredError), "mean squared error", (_, y, t, scale) =>
        new MeanSquaredError(y, t, scale))
    {
        Summary = """
            Takes values of any kind, and <c>Predict</c> returns them. The mean squared error: l = (1/n)·Σⱼ (yⱼ − tⱼ)² over a sample's n
            outputs.
            """,
        Remarks = """Output y: one-dimensional; target t: a <see cref="float"/> for each output. Gradient: 2·(yⱼ − tⱼ)/n.""",
        IsOfDistances = true,
    };

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"loss[m] = 1/N Σⱼ ({Prediction}[m,j] − {Target}[m,j])²",
        $"{PredictionGradient}[m,j] = 2/N · ({Prediction}[m,j] − {Target}[m,j]) · {Scale}[m]",
    ];

    public override void Lower(RowKernel row)
    {
        Expression scale = RowScale(row);
        StoreMean(row, row.Sum("sum", PredictionGradient, j =>
        {
            Local error = row.Kernel.Let("error", row.Load(Prediction, j) - row.Load(Target, j));
            return error * error;
        }));
        row.ForEach(Prediction.Length, j =>
        {
            Local error = row.Kernel.Let("error", row.Load(Prediction, j) - row.Load(Target, j));
            row.Store(PredictionGradient, j, (error + error) * scale);
        });
    }

    protected override double Row(double[] y, double[] t, double[] gradient)
    {
        double sum = 0;
        for (int j = 0; j < y.Length; j++)
        {
            sum += (y[j] - t[j]) * (y[j] - t[j]);
            gradient[j] = 2 * (y[j] - t[j]) / y.Length;
        }
        return sum / y.Length;
    }
}
