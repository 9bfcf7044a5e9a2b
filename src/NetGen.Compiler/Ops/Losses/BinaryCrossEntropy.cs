using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// loss = −1/N Σⱼ (t·log p + (1 − t)·log(1 − p)) of probabilities p, each logarithm at least −100;
/// dp = (p − t) / max(p·(1 − p), 10⁻¹²) / N: PyTorch's BCELoss, both limits its own.
/// Directly after a sigmoid the compiler takes <see cref="SigmoidCrossEntropy"/> of the logits instead, which loses nothing in the tails.
/// </summary>
public sealed class BinaryCrossEntropy(Value p, Value t, Value scale) : Loss(p, t, scale)
{
    private const double LowestLogarithm = -100, LowestVariance = 1e-12;

    public override string Title => "binary cross-entropy";

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"loss[m] = −1/N Σⱼ ({Target}·log {Prediction} + (1 − {Target})·log(1 − {Prediction}))[m,j], logarithms ≥ −100",
        $"{PredictionGradient}[m,j] = 1/N · ({Prediction} − {Target}) / max({Prediction}·(1 − {Prediction}), 1e-12)[m,j] · {Scale}[m]",
    ];

    public override void Lower(RowKernel row)
    {
        Expression scale = RowScale(row), one = Vector(1);
        row.ForEach(Prediction.Length, j =>
        {
            Local p = row.Kernel.Let("p", row.Load(Prediction, j));
            Local t = row.Kernel.Let("t", row.Load(Target, j));
            Expression yes = Max(Vector(LowestLogarithm), Of(VectorOp.Log, p));
            Expression no = Max(Vector(LowestLogarithm), Of(VectorOp.Log, one - p));
            row.Store(PredictionGradient, j, Fma(t, yes, (one - t) * no));      // the terms of the sum wait where the gradient will be
        });
        StoreMean(row, -row.Sum("sum", PredictionGradient));
        row.ForEach(Prediction.Length, j =>
        {
            Local p = row.Kernel.Let("p", row.Load(Prediction, j));
            row.Store(PredictionGradient, j, (p - row.Load(Target, j)) / Max(Vector(LowestVariance), p * (one - p)) * scale);
        });
    }

    protected override double Row(double[] p, double[] t, double[] gradient)
    {
        double sum = 0;
        for (int j = 0; j < p.Length; j++)
        {
            sum -= t[j] * Math.Max(LowestLogarithm, Math.Log(p[j])) + (1 - t[j]) * Math.Max(LowestLogarithm, Math.Log(1 - p[j]));
            gradient[j] = (p[j] - t[j]) / Math.Max(LowestVariance, p[j] * (1 - p[j])) / p.Length;
        }
        return sum / p.Length;
    }
}
