using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// Cross-entropy of logits z, t a class index or a distribution: with s = Σᵢ e^(z[i] − max z),
/// loss = Σⱼ t[j]·(max z − z[j]) + log s·Σⱼ t[j], whose differences keep the precision that max z + log s would lose, dz[j] = softmax(z)[j]·Σᵢ t[i] − t[j].
/// </summary>
public sealed class SoftmaxCrossEntropy(Value z, Value t, Value scale) : Loss(z, t, scale)
{
    public override string Title => "softmax cross-entropy";

    private bool ByIndex => Target.Kind == ValueKind.TargetIndices;

    public override IReadOnlyList<string> Formulas => ByIndex
        ?
        [
            $"loss[m] = log Σᵢ e^({Prediction.Name}[m,i] − max) + (max − {Prediction.Name}[m,{Target.Name}[m]])",
            $"{PredictionGradient.Name}[m,j] = (softmax({Prediction.Name})[m,j] − [j = {Target.Name}[m]]) · {Scale.Name}[m]",
        ]
        :
        [
            $"loss[m] = Σⱼ {Target.Name}[m,j] · (max − {Prediction.Name}[m,j]) + log Σᵢ e^({Prediction.Name}[m,i] − max) · Σⱼ {Target.Name}[m,j]",
            $"{PredictionGradient.Name}[m,j] = (softmax({Prediction.Name})[m,j] · Σᵢ {Target.Name}[m,i] − {Target.Name}[m,j]) · {Scale.Name}[m]",
        ];

    public override void Lower(RowKernel row)
    {
        int length = Prediction.Length;
        Expression sum = Softmax.Exponentials(row, Prediction, PredictionGradient, out Expression maximum);
        Expression logarithm = row.Kernel.Let("log_sum", new Apply(VectorOp.Log, Kind.Scalar, [sum]));
        if (ByIndex)
        {
            Var t = row.ClassIndex(Target);
            row.Store(Output, 0, logarithm + (maximum - row.Scalar(Prediction, t)));
            Local scale = row.Kernel.Let("scale", row.Scalar(Scale, 0));
            Local right = row.Kernel.Let("p_t", row.Scalar(PredictionGradient, t) / sum);
            Local total = row.Kernel.Let("total", Splat(sum));
            Local scales = row.Kernel.Let("scales", Splat(scale));
            row.ForEach(length, j => row.Store(PredictionGradient, j, row.Load(PredictionGradient, j) / total * scales));
            row.Store(PredictionGradient, t, (right - Scalar(1)) * scale);
        }
        else
        {
            Local top = row.Kernel.Let("top", Splat(maximum));
            Expression distance = row.Sum("distance", length, j => row.Load(Target, j) * (top - row.Load(Prediction, j)));
            Expression targets = row.Sum("t_sum", length, j => row.Load(Target, j));
            row.Store(Output, 0, distance + logarithm * targets);
            Local mass = row.Kernel.Let("mass", Splat(targets));
            Local total = row.Kernel.Let("total", Splat(sum));
            Local scale = row.Kernel.Let("scale", Splat(row.Scalar(Scale, 0)));
            row.ForEach(length, j =>
                row.Store(PredictionGradient, j, (row.Load(PredictionGradient, j) / total * mass - row.Load(Target, j)) * scale));
        }
    }

    protected override double Row(double[] z, double[] t, double[] gradient)
    {
        double[] p = Softmax.Rows(z, z.Length);
        double max = z.Max(), sum = 0, loss = 0, mass = 0;
        foreach (double value in z) sum += Math.Exp(value - max);
        for (int j = 0; j < z.Length; j++) mass += ByIndex ? (j == (int)t[0] ? 1 : 0) : t[j];
        for (int j = 0; j < z.Length; j++)
        {
            double target = ByIndex ? (j == (int)t[0] ? 1 : 0) : t[j];
            loss += target * (max + Math.Log(sum) - z[j]);
            gradient[j] = p[j] * mass - target;
        }
        return loss;
    }
}
