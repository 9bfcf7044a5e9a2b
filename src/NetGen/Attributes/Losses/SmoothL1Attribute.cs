namespace NetGen;

/// <summary>
/// Takes values of any kind, and <c>Predict</c> returns them. The mean over a sample's outputs of e²/(2β) where |e| &lt; β, else |e| − β/2,
/// with e = yⱼ − tⱼ: <see cref="HuberAttribute"/>
/// divided by its bound (PyTorch's <c>SmoothL1Loss</c>).
/// </summary>
/// <remarks>
/// Output y: one-dimensional; target t: a <see cref="float"/> for each output. Gradient: clamp((yⱼ − tⱼ)/β, −1, 1)/n. The loss of a batch
/// is the mean over its samples (with sample weights wᵢ, Σᵢ wᵢ·lᵢ divided by the number of samples).
/// </remarks>
/// <param name="beta">β, where squares give way to magnitudes; positive, 1 by default.</param>
public sealed class SmoothL1Attribute(double beta = 1) : LossAttribute
{
    /// <summary>β, where squares give way to magnitudes.</summary>
    public double Beta { get; } = beta;
}
