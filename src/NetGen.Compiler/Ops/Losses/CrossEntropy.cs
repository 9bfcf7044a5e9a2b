using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// loss = −Σⱼ t[j]·log p[j] of probabilities p, t a class index or a distribution, each logarithm at least −100; dp[j] = −t[j] / max(10⁻¹², p[j]).
/// Directly after a softmax the compiler takes <see cref="SoftmaxCrossEntropy"/> of the logits instead.
/// </summary>
public sealed class CrossEntropy(Value p, Value t, Value scale) : Loss(p, t, scale)
{
    private const double LowestLogarithm = -100, LowestProbability = 1e-12;

    public override string Title => "cross-entropy";

    private bool ByIndex => Target.Kind == ValueKind.TargetIndices;

    public override IReadOnlyList<string> Formulas => ByIndex
        ?
        [
            $"loss[m] = −log {Prediction.Name}[m,{Target.Name}[m]], the logarithm ≥ −100",
            $"{PredictionGradient.Name}[m,j] = −[j = {Target.Name}[m]] / max(1e-12, {Prediction.Name}[m,j]) · {Scale.Name}[m]",
        ]
        :
        [
            $"loss[m] = −Σⱼ {Target.Name}[m,j] · log {Prediction.Name}[m,j], logarithms ≥ −100",
            $"{PredictionGradient.Name}[m,j] = −{Target.Name}[m,j] / max(1e-12, {Prediction.Name}[m,j]) · {Scale.Name}[m]",
        ];

    public override void Lower(RowKernel row)
    {
        if (ByIndex)
        {
            Var t = row.ClassIndex(Target);
            row.ForEach(Prediction.Length, j => row.Store(PredictionGradient, j, Vector(0)));
            Expression p = row.Kernel.Let("p", row.Scalar(Prediction, t));
            row.Store(PredictionGradient, t, -(row.Scalar(Scale, 0) / Max(Scalar(LowestProbability), p)));
            row.Store(Output, 0, -Max(Scalar(LowestLogarithm), new Apply(VectorOp.Log, Kind.Scalar, [p])));
            return;
        }
        Local scale = row.Kernel.Let("scale", Splat(row.Scalar(Scale, 0)));
        row.ForEach(Prediction.Length, j =>     // the terms of the sum wait where the gradient will stand
            row.Store(PredictionGradient, j, row.Load(Target, j) * Max(Vector(LowestLogarithm), Of(VectorOp.Log, row.Load(Prediction, j)))));
        row.Store(Output, 0, -row.Sum("sum", PredictionGradient));
        row.ForEach(Prediction.Length, j =>
            row.Store(PredictionGradient, j, -(row.Load(Target, j) / Max(Vector(LowestProbability), row.Load(Prediction, j)) * scale)));
    }

    protected override double Row(double[] p, double[] t, double[] gradient)
    {
        double sum = 0;
        for (int j = 0; j < p.Length; j++)
        {
            double target = ByIndex ? (j == (int)t[0] ? 1 : 0) : t[j];
            sum -= target == 0 ? 0 : target * Math.Max(LowestLogarithm, Math.Log(p[j]));
            gradient[j] = -target / Math.Max(LowestProbability, p[j]);
        }
        return sum;
    }
}
