using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Kinds;

/// <summary>y = (x − μ)/√(v + ε)·γ + β.</summary>
public sealed class LayerNorm() : Normalization(epsilon, centered: true)
{
    private static readonly KindArgument<double> epsilon = Small(1e-5, 1e-3,
        """1e-5 by default, 1e-3 under <see cref="Defaults.Keras"/>.""");

    public override Definition Definition { get; } = new(
        "Layer normalization: y = (x − μ) / √(v + ε) · γ + β, with μ and v the mean and the variance of a sample's own values.",
        """
        A one-dimensional shape of at least two values, kept: all values of a sample are one row (Keras and PyTorch also take rows within a
        sample, along its last axis). v is the mean of (x − μ)², not corrected. It learns γ, which starts with ones, and β, which starts
        with zeros: 2·n values for n. Files hold them under PyTorch's names, <c>weight</c> and <c>bias</c>. Training and prediction are the
        same. Source: J. Ba et al., "Layer normalization", arXiv 1607.06450.
        """,
        [epsilon, Affine, Shifts, .. Starts, .. ShiftStarts, Decay, ShiftDecay, Regularization.Frozen])
    {
        Handle = new("The handle of a LayerNorm layer with learned factors.", Factor, Shift),
    };
}
