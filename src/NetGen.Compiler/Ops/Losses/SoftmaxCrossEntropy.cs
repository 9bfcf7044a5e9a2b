using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// Cross-entropy of logits z, t a class index or a distribution, smoothed or not: with s = Σᵢ e^(z[i] − max z),
/// loss = Σⱼ t[j]·(log s + (max z − z[j])), where the difference is taken first because max z may be large, dz[j] = softmax(z)[j]·Σᵢ t[i] −
/// t[j].
/// </summary>
public sealed class SoftmaxCrossEntropy(Value z, Value t, Value scale, double smoothing = 0, bool ignores = false)
    : ClassLoss(z, t, scale, smoothing, ignores)
{
    public static LossKind Definition { get; } = new(nameof(SoftmaxCrossEntropy), "softmax cross-entropy",
        (context, z, t, scale) => new SoftmaxCrossEntropy(z, t, scale, context.Value(Smooths), Ignored(context) is not null), Arguments)
    {
        Summary = """
            Takes logits, so the layer above has no activation, and <c>Predict</c> returns logits (the largest is the likeliest class).
            Cross-entropy of softmax(z): l = log Σⱼ e^zⱼ − z_c for the right class c, or l = Σⱼ tⱼ·(log Σᵢ e^zᵢ − zⱼ) for a distribution t.
            """,
        Remarks = """
            Output z: one-dimensional, a logit for each class. Target: one <see cref="int"/> a sample, or a <see cref="float"/> for each
            class. Gradient: softmax(z) − t. For probabilities from <c>Predict</c>, end in a softmax and use
            <see cref="CrossEntropyAttribute"/>: it trains the same way.
            """,
        TakesLogits = true,
        Accuracy = "Class",
        Target = TargetOf,
        IgnoreIndex = Ignored,
        Check = (context, prediction) =>
        {
            CheckArguments(context);
            CheckLogits(context, "the softmax", prediction);
            if (prediction == Domain.Any && context.Input.Length == 1) context.Report(Rules.OneClass, null, "The softmax",
                context.Node.Name, context.Above);
        },
    };

    public override IReadOnlyList<Formula> Formulas => ByIndex && Smoothing == 0
        ?
        [
            $"loss[m] = log Σᵢ e^({Prediction}[m,i] − max) + (max − {Prediction}[m,{Target}[m]])",
            $"{PredictionGradient}[m,j] = (softmax({Prediction})[m,j] − [j = {Target}[m]]) · {Scale}[m]",
        ]
        :
        [
            $"loss[m] = Σⱼ {TargetFormula("j")} · (log Σᵢ e^({Prediction}[m,i] − max) + (max − {Prediction}[m,j]))",
            $"{PredictionGradient}[m,j] = (softmax({Prediction})[m,j]{Mass} − {TargetFormula("j")}) · {Scale}[m]",
        ];

    private Formula Mass => ByIndex ? (Formula)$"" : $" · Σᵢ {TargetFormula("i")}";

    public override void Lower(RowKernel row)
    {
        int length = Prediction.Length;
        Expression sum = Softmax.Exponentials(row, Prediction, PredictionGradient, out Expression maximum);
        Expression logarithm = row.Kernel.Let("log_sum", new Intrinsic(VectorOp.Log, Kind.Scalar, [sum]));
        if (ByIndex && Smoothing == 0)
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
        else if (ByIndex)
        {
            Var t = row.ClassIndex(Target);
            Local level = row.Kernel.Let("level", Splat(logarithm)), top = row.Kernel.Let("top", Splat(maximum));
            Local total = row.Kernel.Let("total", Splat(sum));
            Local scale = row.Kernel.Let("scale", row.Scalar(Scale, 0));
            Local scales = row.Kernel.Let("scales", Splat(scale));
            Local right = row.Kernel.Let("p_t", row.Scalar(PredictionGradient, t) / sum);

            // The terms of all classes wait where the exponentials are: those are computed again, the same.
            Expression all = row.Sum("all", PredictionGradient, j => level + (top - row.Load(Prediction, j)));
            row.Store(Output, 0, Scalar(Kept) * (logarithm + (maximum - row.Scalar(Prediction, t))) + Scalar(Share) * all);
            row.ForEach(length, j =>
                row.Store(PredictionGradient, j, (Of(VectorOp.Exp, row.Load(Prediction, j) - top) / total - Vector(Share)) * scales));
            row.Store(PredictionGradient, t, (right - Scalar(Kept + Share)) * scale);
        }
        else
        {
            Local level = row.Kernel.Let("level", Splat(logarithm)), top = row.Kernel.Let("top", Splat(maximum));
            Expression given = row.Sum("t_sum", Target);
            Local mass = row.Kernel.Let("mass", Splat(Smoothing == 0 ? given : Scalar(Kept) * given + Scalar(Smoothing)));
            Local total = row.Kernel.Let("total", Splat(sum));
            Local scale = row.Kernel.Let("scale", Splat(row.Scalar(Scale, 0)));

            // The terms of the loss need the row where the exponentials are: those are computed again, the same.
            row.Store(Output, 0,
                row.Sum("loss", PredictionGradient, j => TargetVector(row, j) * (level + (top - row.Load(Prediction, j)))));
            row.ForEach(length, j =>
                row.Store(PredictionGradient, j,
                    (Of(VectorOp.Exp, row.Load(Prediction, j) - top) / total * mass - TargetVector(row, j)) * scale));
        }
        ClearIgnored(row);
    }

    protected override double Row(double[] z, double[] t, double[] gradient)
    {
        double[] p = Softmax.Rows(z, z.Length), targets = Smooth(t, z.Length);
        double max = z.Max(), sum = z.Sum(value => Math.Exp(value - max)), loss = 0, mass = targets.Sum();
        for (int j = 0; j < z.Length; j++)
        {
            loss += targets[j] * (max + Math.Log(sum) - z[j]);
            gradient[j] = p[j] * mass - targets[j];
        }
        return loss;
    }
}
