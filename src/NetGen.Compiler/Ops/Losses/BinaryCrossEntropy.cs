using NetGen.Compiler.Declarations;
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

    public static LossKind Definition { get; } = new(nameof(BinaryCrossEntropy), "binary cross-entropy", (_, p, t, scale) =>
        new BinaryCrossEntropy(p, t, scale))
    {
        Summary = """
            Takes probabilities, so the layer above ends in a sigmoid, and <c>Predict</c> returns probabilities. Binary cross-entropy:
            l = −(1/n)·Σⱼ (tⱼ·log pⱼ + (1 − tⱼ)·log(1 − pⱼ)) over a sample's n outputs.
            """,
        Remarks = """
            Output p: one-dimensional, between 0 and 1; target t: a <see cref="float"/> between 0 and 1 for each output. The compiler joins
            the sigmoid and the loss where one directly follows the other, so that nothing overflows and no logarithm of 0 is taken, and the
            loss is exact however large it gets; the gradient before the sigmoid is (pⱼ − tⱼ)/n. Where something is between them logarithms
            are not below −100, as in PyTorch's BCELoss. With logits and no sigmoid: <see cref="SigmoidCrossEntropyAttribute"/>.
            """,
        Accuracy = "Probability",
        TargetsAreProbabilities = true,
        Check = (context, prediction) =>
        {
            if (prediction != Domain.Any) return;
            context.Report(Rules.LossNeedsProbabilities, null, nameof(BinaryCrossEntropy), context.Above, "Activation.Sigmoid",
                nameof(SigmoidCrossEntropy));
        },
        BuildFused = (_, p, t, scale) => Activations.Sigmoid.Logits(p) is { } logits ? new SigmoidCrossEntropy(logits, t, scale) : null,
    };

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
