namespace NetGen;

/// <summary>
/// Takes probabilities, so the layer above ends in a softmax, and <c>Predict</c> returns probabilities.
/// Cross-entropy: l = −log p_c for the right class c, or l = −Σⱼ tⱼ·log pⱼ for a distribution t.
/// </summary>
/// <remarks>
/// Output p: one-dimensional, a probability for each class. Target: one <see cref="int"/> a sample, or a <see cref="float"/> for each class.
/// The compiler joins the softmax and the loss, so that nothing overflows; the gradient before the softmax is p − t. The loss of a batch is
/// the mean over its samples. With logits and no softmax: <see cref="SoftmaxCrossEntropyAttribute"/>.
/// </remarks>
/// <param name="targets">Class indices (the default) or distributions.</param>
public sealed class CrossEntropyAttribute(Targets targets = Targets.Indices) : LossAttribute
{
    /// <summary>Class indices or distributions.</summary>
    public Targets Targets { get; } = targets;
}
