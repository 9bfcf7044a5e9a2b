using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>loss = 1/N Σⱼ max(0, 1 − t[j]·y[j]) with targets −1 and 1; dy[j] = −t[j]/N where 1 − t[j]·y[j] &gt; 0, else 0.</summary>
public sealed class Hinge(Value y, Value t, Value scale) : Loss(y, t, scale)
{
    public static LossKind Definition { get; } = new(nameof(Hinge), "hinge", (_, y, t, scale) => new Hinge(y, t, scale))
    {
        Summary = """
            Takes values of either sign, so the layer above has no sigmoid, and <c>Predict</c> returns them (positive: class 1). The hinge
            loss: l = (1/n)·Σⱼ max(0, 1 − tⱼ·yⱼ) over a sample's n outputs (Keras's <c>Hinge</c>).
            """,
        Remarks = """
            Output y: one-dimensional; target t: −1 or 1 for each output (Keras also takes 0 for −1; here 0 would mean no margin at all).
            Gradient: −tⱼ/n where 1 − tⱼ·yⱼ &gt; 0, else 0.
            """,
        Accuracy = "Logit",
        Check = (context, prediction) =>
        {
            if (prediction != Domain.Any) context.Report(Rules.HingeNeedsMargins, null, nameof(Hinge), context.Above,
                nameof(BinaryCrossEntropy));
        },
    };

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"loss[m] = 1/N Σⱼ max(0, 1 − {Target}[m,j]·{Prediction}[m,j])",
        $"{PredictionGradient}[m,j] = −1/N · {Target}[m,j] · [1 > {Target}[m,j]·{Prediction}[m,j]] · {Scale}[m]",
    ];

    public override void Lower(RowKernel row)
    {
        Expression scale = RowScale(row);
        StoreMean(row, row.Sum("sum", PredictionGradient, j => Max(Vector(0), Missing(row, j))));
        row.ForEach(Prediction.Length, j =>
        {
            // Zero where the margin is kept; a NaN is not at most zero, and passes.
            Expression missing = Missing(row, j);
            row.Store(PredictionGradient, j, Select(GreaterOrEqual(Vector(0), missing), Vector(0), -row.Load(Target, j)) * scale);
        });
    }

    /// <summary>What is missing to the margin: 1 − t·y.</summary>
    private Expression Missing(RowKernel row, Index j) =>
        row.Kernel.Let("missing", Fma(-row.Load(Target, j), row.Load(Prediction, j), Vector(1)));

    protected override double Row(double[] y, double[] t, double[] gradient)
    {
        double sum = 0;
        for (int j = 0; j < y.Length; j++)
        {
            double missing = 1 - t[j] * y[j];
            sum += Math.Max(0, missing);
            gradient[j] = missing > 0 ? -t[j] / y.Length : 0;
        }
        return sum / y.Length;
    }
}
