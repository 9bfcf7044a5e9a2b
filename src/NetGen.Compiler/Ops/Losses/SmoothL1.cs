using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Ops.Losses;

/// <summary>Huber divided by its bound, which <see cref="Huber"/> computes.</summary>
public static class SmoothL1
{
    private static readonly KindArgument<double> bound = new("Beta", 1, "β, where squares give way to magnitudes.")
    {
        Parameter = "β, where squares give way to magnitudes; positive, 1 by default.",
        Range = NumberRange.Positive.Saying("a positive number; for 0 use [MeanAbsoluteError]").WithInverse,
    };

    public static LossKind Definition { get; } = new(
        nameof(SmoothL1), "smooth L1", (context, y, t, scale) => new Huber(y, t, scale, context.Value(bound), smooth: true), bound)
    {
        Summary = """
            Takes values of any kind, and <c>Predict</c> returns them. The mean over a sample's outputs of e²/(2β) where |e| &lt; β, else
            |e| − β/2, with e = yⱼ − tⱼ: <see cref="HuberAttribute"/> divided by its bound (PyTorch's <c>SmoothL1Loss</c>).
            """,
        Remarks = """Output y: one-dimensional; target t: a <see cref="float"/> for each output. Gradient: clamp((yⱼ − tⱼ)/β, −1, 1)/n.""",
        IsOfDistances = true,
    };
}
