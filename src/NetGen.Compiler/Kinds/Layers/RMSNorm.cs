using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Kinds;

/// <summary>y = x/√(mean x² + ε)·γ.</summary>
public sealed class RMSNorm() : Normalization(epsilon, centered: false)
{
    private static readonly KindArgument<double> epsilon = Small(1.1920928955078125e-7, 1e-6,
        """The machine epsilon of a float, 2⁻²³, by default, as in PyTorch; 1e-6 under <see cref="Defaults.Keras"/>.""");

    public override Definition Definition { get; } = new(
        "Normalization by the root mean square: y = x / √(mean x² + ε) · γ, over a sample's own values.",
        """
        A one-dimensional shape of at least two values, kept: all values of a sample are one row. It learns γ, which starts with ones: n
        values for n. Files hold it under PyTorch's name, <c>weight</c>. Training and prediction are the same. Source: B. Zhang, R.
        Sennrich, "Root mean square layer normalization", arXiv 1910.07467.
        """,
        [epsilon, Affine with { Summary = "Whether γ is learned; true by default. Otherwise values are normalized and nothing more." },
            .. Starts, Decay, Regularization.Frozen])
    {
        Handle = new("The handle of a RMSNorm layer with learned factors.", Factor),
    };
}
