using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// loss = −Σⱼ t[j]·log p[j] of probabilities p, t a class index or a distribution, smoothed or not, each logarithm at least −100; dp[j] =
/// −t[j] / max(10⁻¹², p[j]). Directly after a softmax the compiler takes <see cref="SoftmaxCrossEntropy"/> of the logits instead.
/// </summary>
public sealed class CrossEntropy(Value p, Value t, Value scale, double smoothing = 0, bool ignores = false)
    : ClassLoss(p, t, scale, smoothing, ignores)
{
    private const double LowestLogarithm = -100, LowestProbability = 1e-12;

    public static LossKind Definition { get; } = new(nameof(CrossEntropy), "cross-entropy",
        (context, p, t, scale) => new CrossEntropy(p, t, scale, context.Value(Smooths), Ignored(context) is not null), Arguments)
    {
        Summary = """
            Takes probabilities, so the layer above ends in a softmax, and <c>Predict</c> returns probabilities. Cross-entropy: l = −log p_c
            for the right class c, or l = −Σⱼ tⱼ·log pⱼ for a distribution t.
            """,
        Remarks = """
            Output p: one-dimensional, a probability for each class. Target: one <see cref="int"/> a sample, or a <see cref="float"/> for
            each class. The compiler joins the softmax and the loss where one directly follows the other, so that nothing overflows; the
            gradient before the softmax is p − t. Where something is between them logarithms are not below −100. With logits and no
            softmax: <see cref="SoftmaxCrossEntropyAttribute"/>.
            """,
        Accuracy = "Class",
        Target = TargetOf,
        IgnoreIndex = Ignored,
        Check = (context, prediction) =>
        {
            CheckArguments(context);
            if (prediction == Domain.Any)
                context.Report(Rules.LossNeedsProbabilities, null, nameof(CrossEntropy), context.Above, "Activation.Softmax",
                    nameof(SoftmaxCrossEntropy));
            else if (prediction == Domain.Probabilities)
                context.Report(Rules.MixedDomain, null, nameof(CrossEntropy), context.Above);
        },
        BuildFused = (context, p, t, scale) =>
            Softmax.Logits(p) is { } logits ? SoftmaxCrossEntropy.Definition.Build(context, logits, t, scale) : null,
    };

    public override IReadOnlyList<Formula> Formulas => ByIndex && Smoothing == 0
        ?
        [
            $"loss[m] = −log {Prediction}[m,{Target}[m]], the logarithm ≥ −100",
            $"{PredictionGradient}[m,j] = −[j = {Target}[m]] / max(1e-12, {Prediction}[m,j]) · {Scale}[m]",
        ]
        :
        [
            $"loss[m] = −Σⱼ {TargetFormula("j")} · log {Prediction}[m,j], logarithms ≥ −100",
            $"{PredictionGradient}[m,j] = −{TargetFormula("j")} / max(1e-12, {Prediction}[m,j]) · {Scale}[m]",
        ];

    public override void Lower(RowKernel row)
    {
        if (ByIndex) LowerIndex(row);
        else LowerDistribution(row);
        ClearIgnored(row);
    }

    private void LowerIndex(RowKernel row)
    {
        Var t = row.ClassIndex(Target);
        Local p = row.Kernel.Let("p", row.Scalar(Prediction, t));
        Local scale = row.Kernel.Let("scale", row.Scalar(Scale, 0));
        Expression logarithm = Max(Scalar(LowestLogarithm), new Intrinsic(VectorOp.Log, Kind.Scalar, [p]));
        Expression slope = scale / Max(Scalar(LowestProbability), p);
        if (Smoothing == 0)
        {
            row.ForEach(Prediction.Length, j => row.Store(PredictionGradient, j, Vector(0)));
            row.Store(PredictionGradient, t, -slope);
            row.Store(Output, 0, -logarithm);
            return;
        }
        Expression all = row.Sum("all", PredictionGradient, j => Logarithm(row, j));
        row.Store(Output, 0, -(Scalar(Kept) * logarithm + Scalar(Share) * all));
        Local share = row.Kernel.Let("share", Splat(Scalar(Share) * scale));
        row.ForEach(Prediction.Length,
            j => row.Store(PredictionGradient, j, -(share / Max(Vector(LowestProbability), row.Load(Prediction, j)))));
        row.Store(PredictionGradient, t, -(Scalar(Kept + Share) * slope));
    }

    private void LowerDistribution(RowKernel row)
    {
        Local scale = row.Kernel.Let("scale", Splat(row.Scalar(Scale, 0)));
        // the terms of the sum wait where the gradient will be
        row.ForEach(Prediction.Length, j => row.Store(PredictionGradient, j, TargetVector(row, j) * Logarithm(row, j)));
        row.Store(Output, 0, -row.Sum("sum", PredictionGradient));
        row.ForEach(Prediction.Length, j =>
            row.Store(PredictionGradient, j, -(TargetVector(row, j) / Max(Vector(LowestProbability), row.Load(Prediction, j)) * scale)));
    }

    private Expression Logarithm(RowKernel row, Index j) => Max(Vector(LowestLogarithm), Of(VectorOp.Log, row.Load(Prediction, j)));

    protected override double Row(double[] p, double[] t, double[] gradient)
    {
        double[] targets = Smooth(t, p.Length);
        double sum = 0;
        for (int j = 0; j < p.Length; j++)
        {
            sum -= targets[j] == 0 ? 0 : targets[j] * Math.Max(LowestLogarithm, Math.Log(p[j]));
            gradient[j] = -targets[j] / Math.Max(LowestProbability, p[j]);
        }
        return sum;
    }
}
