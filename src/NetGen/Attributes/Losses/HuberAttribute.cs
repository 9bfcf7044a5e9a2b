namespace NetGen;

/// <summary>
/// Takes values of any kind, and <c>Predict</c> returns them. The mean over a sample's outputs of e²/2 where |e| ≤ δ, else δ·(|e| − δ/2),
/// with e = yⱼ − tⱼ (P. Huber, 1964; PyTorch's <c>HuberLoss</c>, Keras's <c>Huber</c>).
/// </summary>
/// <remarks>
/// Output y: one-dimensional; target t: a <see cref="float"/> for each output. Gradient: clamp(yⱼ − tⱼ, −δ, δ)/n. The loss of a batch is
/// the mean over its samples (with sample weights wᵢ, Σᵢ wᵢ·lᵢ divided by the number of samples).
/// </remarks>
/// <param name="delta">δ, where squares give way to magnitudes; positive, 1 by default.</param>
public sealed class HuberAttribute(double delta = 1) : LossAttribute
{
    /// <summary>δ, where squares give way to magnitudes.</summary>
    public double Delta { get; } = delta;
}
