using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// loss = 1 − y·t ÷ (|y|·|t|), each norm at least ε; dy[j] = −(t[j] ÷ |t| − cos·y[j] ÷ |y|) ÷ |y|, the second term left out where |y| is
/// below ε, as in PyTorch.
/// </summary>
public sealed class CosineSimilarity(Value y, Value t, Value scale, double epsilon) : Loss(y, t, scale)
{
    private static readonly KindArgument<double> smallest = new("Epsilon", 1e-8, "ε, the smallest norm.")
    {
        Parameter = "ε, the smallest norm; positive, 10⁻⁸ by default.", Range = NumberRange.Positive.WithInverse,
    };

    public static LossKind Definition { get; } = new(
        nameof(CosineSimilarity), "cosine similarity", (context, y, t, scale) => new CosineSimilarity(y, t, scale, context.Value(smallest)),
            smallest)
    {
        Summary = """
            Takes vectors of any length, and <c>Predict</c> returns them. One minus the cosine between output and target:
            l = 1 − y·t ÷ (max(|y|, ε)·max(|t|, ε)): 0 where they point the same way, 2 where they point against each other (1 − PyTorch's
            <c>cosine_similarity</c>; Keras's loss is without the 1).
            """,
        Remarks = """
            Output y: one-dimensional, at least two values, Euclidean norms below 10¹⁹; target t: a <see cref="float"/> for each. Where |y|
            is below ε the gradient is −t ÷ (|t|·ε).
            """,
        Check = (context, _) =>
        {
            if (context.Input.Length == 1) context.Report(Rules.OneDirection, null, context.Above);
        },
    };

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"Y = max({epsilon}, √Σⱼ {Prediction}[m,j]²), T = max({epsilon}, √Σⱼ {Target}[m,j]²), cos = Σⱼ "
        + $"{Prediction}[m,j]/Y · {Target}[m,j]/T",
        $"loss[m] = 1 − cos",
        $"{PredictionGradient}[m,j] = (cos · {Prediction}[m,j]/Y − {Target}[m,j]/T) / Y · {Scale}[m]",
    ];

    public override void Lower(RowKernel row)
    {
        Local length = Norm("y_norm", Prediction), other = Norm("t_norm", Target);
        Local by = row.Kernel.Let("by", Splat(length)), with = row.Kernel.Let("with", Splat(other));
        Local cosine = row.Kernel.Let("cosine",
            row.Sum("dot", PredictionGradient, j => row.Load(Prediction, j) / by * (row.Load(Target, j) / with)));
        row.Store(Output, 0, Scalar(1) - cosine);
        Local turn = row.Kernel.Let("turn", Select(Greater(by, Vector(epsilon)), Splat(cosine), Vector(0)));
        Local scale = row.Kernel.Let("scale", Splat(row.Scalar(Scale, 0) / length));
        row.ForEach(Prediction.Length, j =>
            row.Store(PredictionGradient, j, Fma(turn, row.Load(Prediction, j) / by, -(row.Load(Target, j) / with)) * scale));

        Local Norm(string name, Value of)
        {
            Expression squares = row.Sum(name + "_squares", PredictionGradient, j =>
            {
                Local value = row.Kernel.Let("value", row.Load(of, j));
                return value * value;
            });
            return row.Kernel.Let(name, Max(Scalar(epsilon), new Intrinsic(VectorOp.Sqrt, Kind.Scalar, [squares])));
        }
    }

    protected override double Row(double[] y, double[] t, double[] gradient)
    {
        double length = Math.Sqrt(y.Sum(value => value * value)), by = Math.Max(epsilon, length),
            with = Math.Max(epsilon, Math.Sqrt(t.Sum(value => value * value)));
        double cosine = y.Zip(t, (a, b) => a / by * (b / with)).Sum();
        for (int j = 0; j < y.Length; j++) gradient[j] = ((length > epsilon ? cosine * y[j] / by : 0) - t[j] / with) / by;
        return 1 - cosine;
    }
}
