using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// Binary cross-entropy of logits z: loss = 1/N Σⱼ (max(0, z) − z·t + log(1 + e^−|z|)), dz = (σ(z) − t) / N. Nothing overflows or cancels.
/// </summary>
public sealed class SigmoidCrossEntropy(Value z, Value t, Value scale) : Loss(z, t, scale)
{
    public static LossKind Definition { get; } = new(nameof(SigmoidCrossEntropy), "sigmoid cross-entropy", (_, z, t, scale) =>
        new SigmoidCrossEntropy(z, t, scale))
    {
        Summary = """
            Takes logits, so the layer above has no activation, and <c>Predict</c> returns logits (positive: more likely than not). Binary
            cross-entropy of σ(z): l = (1/n)·Σⱼ (max(zⱼ, 0) − zⱼ·tⱼ + log(1 + e^−|zⱼ|)) over a sample's n outputs.
            """,
        Remarks = """
            Output z: one-dimensional; target t: a <see cref="float"/> between 0 and 1 for each output. Gradient: (σ(zⱼ) − tⱼ)/n. For
            probabilities from <c>Predict</c>, end in a sigmoid and use <see cref="BinaryCrossEntropyAttribute"/>: it trains the same way.
            """,
        TakesLogits = true,
        Accuracy = "Logit",
        TargetsAreProbabilities = true,
        Check = (context, prediction) => ClassLoss.CheckLogits(context, "the sigmoid", prediction),
    };

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"loss[m] = 1/N Σⱼ (max(0, {Prediction}) − {Prediction}·{Target} + log(1 + e^−|{Prediction}|))[m,j]",
        $"{PredictionGradient}[m,j] = 1/N · (sigmoid({Prediction}[m,j]) − {Target}[m,j]) · {Scale}[m]",
    ];

    public override void Lower(RowKernel row)
    {
        Expression scale = RowScale(row);
        row.ForEach(Prediction.Length, j =>
        {
            Local z = row.Kernel.Let("z", row.Load(Prediction, j));
            Local linear = row.Kernel.Let("linear", Fma(-z, row.Load(Target, j), Max(Vector(0), z)));
            // the terms of the sum wait where the gradient will be
            row.Store(PredictionGradient, j, linear + Of(VectorOp.Log1p, Of(VectorOp.Exp, -Of(VectorOp.Abs, z))));
        });
        StoreMean(row, row.Sum("sum", PredictionGradient));
        row.ForEach(Prediction.Length, j =>
            row.Store(PredictionGradient, j, (Of(VectorOp.Sigmoid, row.Load(Prediction, j)) - row.Load(Target, j)) * scale));
    }

    protected override double Row(double[] z, double[] t, double[] gradient)
    {
        double sum = 0;
        for (int j = 0; j < z.Length; j++)
        {
            sum += ReferenceMath.Softplus(z[j]) - z[j] * t[j];
            gradient[j] = (1 / (1 + Math.Exp(-z[j])) - t[j]) / z.Length;
        }
        return sum / z.Length;
    }
}
