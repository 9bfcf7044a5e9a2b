using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// loss = max(0, 1 + n − p) with n = maxⱼ (1 − t[j])·y[j], the best of the wrong classes, and p = Σⱼ t[j]·y[j], the right one. Where the
/// loss is above 0, dy[j] = (1 − t[j])·[(1 − t[j])·y[j] = n]/k − t[j] for k equal maxima; else 0. Keras's CategoricalHinge: the right class
/// gives n a term 0, so that n is never negative.
/// </summary>
public sealed class CategoricalHinge(Value y, Value t, Value scale) : Loss(y, t, scale)
{
    public static LossKind Definition { get; } = new(nameof(CategoricalHinge), "categorical hinge", (_, y, t, scale) =>
        new CategoricalHinge(y, t, scale))
    {
        Summary = """
            Takes values of either sign, so the layer above has no activation, and <c>Predict</c> returns them (the largest is the likeliest
            class). The hinge loss of one class out of several: l = max(0, 1 + maxⱼ (1 − tⱼ)·yⱼ − Σⱼ tⱼ·yⱼ) (Keras's
            <c>CategoricalHinge</c>).
            """,
        Remarks = """
            Output y: one-dimensional, a value for each class; target t: for each class a <see cref="float"/>, 1 for the right one and 0 for
            the others. The right class gives the maximum a term 0, so that the loss is 0 where its value is at least 1, and above that of
            every other class by 1. Gradient where l &gt; 0: −tⱼ, and 1 − tⱼ at the maximum (in equal parts where there are several); else
            0.
            """,
        Accuracy = "Class",
        Check = (context, prediction) =>
        {
            if (prediction != Domain.Any) context.Report(Rules.HingeNeedsMargins, null, nameof(CategoricalHinge), context.Above,
                nameof(CrossEntropy));
        },
    };

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"loss[m] = max(0, 1 + n − p)   n: maxⱼ (1 − {Target}[m,j])·{Prediction}[m,j], p: Σⱼ {Target}[m,j]·{Prediction}[m,j]",
        $"{PredictionGradient}[m,j] = ((1 − {Target}[m,j])·[(1 − {Target}[m,j])·{Prediction}[m,j] = n]/k − {Target}[m,j]) · [loss > 0] "
        + $"· {Scale}[m]   k: how many are n",
    ];

    public override void Lower(RowKernel row)
    {
        Expression right = row.Sum("p", PredictionGradient, j => row.Load(Target, j) * row.Load(Prediction, j));
        row.ForEach(Prediction.Length, j => row.Store(PredictionGradient, j, Wrong(row, j)));
        Expression highest = row.Maximum("n", PredictionGradient);
        Local missing = row.Kernel.Let("missing", Scalar(1) + (highest - right));
        row.Store(Output, 0, Max(Scalar(0), missing));

        Local best = row.Kernel.Let("best", Splat(highest));
        Expression equal = row.Sum("k", PredictionGradient, j => Select(GreaterOrEqual(Wrong(row, j), best), Vector(1), Vector(0)));
        Local each = row.Kernel.Let("each", Splat(Scalar(1) / equal)), margin = row.Kernel.Let("margin", Splat(missing));
        Local scale = row.Kernel.Let("scale", Splat(row.Scalar(Scale, 0)));
        row.ForEach(Prediction.Length, j =>
        {
            // Zero where the margin is kept; a NaN is not at most zero, and passes.
            Local t = row.Kernel.Let("t", row.Load(Target, j));
            Expression slope = Select(GreaterOrEqual(Wrong(row, j), best), (Vector(1) - t) * each, Vector(0)) - t;
            row.Store(PredictionGradient, j, Select(GreaterOrEqual(Vector(0), margin), Vector(0), slope) * scale);
        });
    }

    /// <summary>(1 − t)·y: a wrong class's value, and 0 for the right one.</summary>
    private Expression Wrong(RowKernel row, Index j) =>
        row.Kernel.Let("wrong", (Vector(1) - row.Load(Target, j)) * row.Load(Prediction, j));

    protected override double Row(double[] y, double[] t, double[] gradient)
    {
        double[] wrong = y.Zip(t, (value, target) => (1 - target) * value).ToArray();
        double best = wrong.Max(), missing = 1 + best - y.Zip(t, (value, target) => target * value).Sum();
        int equal = wrong.Count(value => value == best);
        for (int j = 0; j < y.Length; j++) gradient[j] = missing > 0 ? (wrong[j] == best ? (1 - t[j]) / equal : 0) - t[j] : 0;
        return Math.Max(0, missing);
    }
}
