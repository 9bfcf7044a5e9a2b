namespace NetGen;

/// <summary>
/// Takes vectors of any length, and <c>Predict</c> returns them. One minus the cosine between output and target: l = 1 − y·t ÷ (max(|y|,
/// ε)·max(|t|, ε)): 0 where they point the same way, 2 where they point against each other (1 − PyTorch's <c>cosine_similarity</c>; Keras's
/// loss is without the 1).
/// </summary>
/// <remarks>
/// Output y: one-dimensional, at least two values, Euclidean norms below 10¹⁹; target t: a <see cref="float"/> for each. Where |y| is below
/// ε the gradient is −t ÷ (|t|·ε). The loss of a batch is the mean over its samples (with sample weights wᵢ, Σᵢ wᵢ·lᵢ divided by the number
/// of samples).
/// </remarks>
/// <param name="epsilon">ε, the smallest norm; positive, 10⁻⁸ by default.</param>
public sealed class CosineSimilarityAttribute(double epsilon = 1e-8) : LossAttribute
{
    /// <summary>ε, the smallest norm.</summary>
    public double Epsilon { get; } = epsilon;
}
