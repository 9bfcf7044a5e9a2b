using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>
/// The divergence of a predicted distribution from the target's: loss = Σⱼ t[j]·(log t[j] − log p[j]), a term 0 where t[j] is. The
/// prediction is p, each logarithm at least −100 and dp[j] = −t[j] / max(10⁻¹², p[j]); or it is log p itself, and its gradient −t[j]; or it
/// is logits before the softmax that makes p, and the gradient softmax(z)[j]·Σᵢ t[i] − t[j].
/// </summary>
public sealed class KLDivergence(Value y, Value t, Value scale, KLDivergence.Form form) : Loss(y, t, scale)
{
    private const double LowestLogarithm = -100, LowestProbability = 1e-12, SmallestNormal = 1.17549435e-38;

    public enum Form { Probabilities, Logarithms, Logits }

    private static readonly KindArgument<bool> logarithms = new(
        "LogProbabilities", false, "Whether the output is ln p, as in PyTorch, instead of p, as in Keras. False by default.");

    public static LossKind Definition { get; } = new(nameof(KLDivergence), "KL divergence",
        (context, y, t, scale) => new KLDivergence(y, t, scale, context.Value(logarithms) ? Form.Logarithms : Form.Probabilities),
            logarithms)
    {
        Summary = """
            Takes probabilities, so the layer above ends in a softmax, and <c>Predict</c> returns them. With <see cref="LogProbabilities"/>
            it takes their logarithms, so the layer above is a log-softmax. The Kullback–Leibler divergence from the target: l = Σⱼ tⱼ·(ln
            tⱼ − ln pⱼ), a term 0 where tⱼ is.
            """,
        Remarks = """
            Output: one-dimensional; target t: a probability for each output, rows adding up to 1. The compiler joins a softmax and the loss
            where one directly follows the other; the gradient before it is p − t. Where something is between them ln p is not below −100.
            Keras's <c>KLDivergence</c> takes probabilities; PyTorch's <c>KLDivLoss</c> takes logarithms, and means this mean over the
            samples by <c>reduction='batchmean'</c> (its <c>'mean'</c> divides by the number of outputs too).
            """,
        Accuracy = "Class",
        TargetsAreProbabilities = true,
        Check = (context, prediction) =>
        {
            if (!context.Value(logarithms) && prediction != Domain.Distribution) context.Report(Rules.LossNeedsDistribution, null,
                context.Above);
            if (context.Value(logarithms) && prediction != Domain.Any) context.Report(Rules.LossNeedsLogarithms, logarithms.Name,
                context.Above);
        },
        BuildFused = (context, y, t, scale) =>
            !context.Value(logarithms) && Softmax.Logits(y) is { } logits ? new KLDivergence(logits, t, scale, Form.Logits) : null,
    };

    private Formula LogP => form switch
    {
        Form.Probabilities => (Formula)$"log {Prediction}[m,j]",
        Form.Logarithms => $"{Prediction}[m,j]",
        _ => $"log softmax({Prediction})[m,j]",
    };

    private Formula Slope => form switch
    {
        Form.Probabilities => (Formula)$"−{Target}[m,j] / max(1e-12, {Prediction}[m,j])",
        Form.Logarithms => $"−{Target}[m,j]",
        _ => $"(softmax({Prediction})[m,j] · Σᵢ {Target}[m,i] − {Target}[m,j])",
    };

    public override IReadOnlyList<Formula> Formulas =>
    [
        $"loss[m] = Σⱼ {Target}[m,j] · (log {Target}[m,j] − {LogP})",
        $"{PredictionGradient}[m,j] = {Slope} · {Scale}[m]",
    ];

    public override void Lower(RowKernel row)
    {
        Local? level = null, top = null, total = null, mass = null;
        if (form == Form.Logits)
        {
            Expression sum = Softmax.Exponentials(row, Prediction, PredictionGradient, out Expression maximum);
            level = row.Kernel.Let("level", Splat(row.Kernel.Let("log_sum", new Intrinsic(VectorOp.Log, Kind.Scalar, [sum]))));
            top = row.Kernel.Let("top", Splat(maximum));
            total = row.Kernel.Let("total", Splat(sum));
            mass = row.Kernel.Let("mass", Splat(row.Sum("t_sum", Target)));
        }
        Local scale = row.Kernel.Let("scale", Splat(row.Scalar(Scale, 0)));
        row.ForEach(Prediction.Length, j =>     // the terms of the sum wait where the gradient will be
        {
            Local target = row.Kernel.Let("target", row.Load(Target, j));
            Local own = row.Kernel.Let("own", Of(VectorOp.Log, Max(Vector(SmallestNormal), target)));
            Expression apart = form switch
            {
                Form.Probabilities => own - Max(Vector(LowestLogarithm), Of(VectorOp.Log, row.Load(Prediction, j))),
                Form.Logarithms => own - row.Load(Prediction, j),
                _ => own + level! + (top! - row.Load(Prediction, j)),
            };
            row.Store(PredictionGradient, j, Select(Greater(Of(VectorOp.Abs, target), Vector(0)), target * apart, target));
        });
        row.Store(Output, 0, row.Sum("sum", PredictionGradient));
        row.ForEach(Prediction.Length, j => row.Store(PredictionGradient, j, form switch
        {
            Form.Probabilities => -(row.Load(Target, j) / Max(Vector(LowestProbability), row.Load(Prediction, j)) * scale),
            Form.Logarithms => -(row.Load(Target, j) * scale),
            _ => (Of(VectorOp.Exp, row.Load(Prediction, j) - top!) / total! * mass! - row.Load(Target, j)) * scale,
        }));
    }

    protected override double Row(double[] y, double[] t, double[] gradient)
    {
        double[] p = form == Form.Logits ? Softmax.Rows(y, y.Length) : y;
        double max = y.Max(), level = Math.Log(y.Sum(value => Math.Exp(value - max))), loss = 0, mass = t.Sum();
        for (int j = 0; j < y.Length; j++)
        {
            double logP = form switch
            {
                Form.Probabilities => Math.Max(LowestLogarithm, Math.Log(y[j])),
                Form.Logarithms => y[j],
                _ => y[j] - max - level,
            };
            loss += t[j] == 0 ? 0 : t[j] * (Math.Log(t[j]) - logP);
            gradient[j] = form switch
            {
                Form.Probabilities => -t[j] / Math.Max(LowestProbability, y[j]),
                Form.Logarithms => -t[j],
                _ => p[j] * mass - t[j],
            };
        }
        return loss;
    }
}
