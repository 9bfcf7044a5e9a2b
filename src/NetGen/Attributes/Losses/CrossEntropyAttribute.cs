namespace NetGen;

/// <summary>
/// Takes probabilities, so the layer above ends in a softmax, and <c>Predict</c> returns probabilities.
/// Cross-entropy: l = −log p_c for the right class c, or l = −Σⱼ tⱼ·log pⱼ for a distribution t.
/// </summary>
/// <remarks>
/// Output p: one-dimensional, a probability for each class. Target: one <see cref="int"/> a sample, or a <see cref="float"/> for each
/// class. The compiler joins the softmax and the loss where one directly follows the other, so that nothing overflows; the gradient before
/// the softmax is p − t. Where something is between them
/// logarithms are not below −100. The loss of a batch is
/// the mean over its samples. With logits and no softmax: <see cref="SoftmaxCrossEntropyAttribute"/>.
/// </remarks>
/// <param name="targets">Class indices (the default) or distributions.</param>
public sealed class CrossEntropyAttribute(Targets targets = Targets.Indices) : LossAttribute
{
    /// <summary>Class indices or distributions.</summary>
    public Targets Targets { get; } = targets;

    /// <summary>
    /// The share ε of the target that goes to all classes equally: u = (1 − ε)·t + ε/classes takes the place of t (C. Szegedy et al.,
    /// "Rethinking the Inception Architecture", 2015; PyTorch's <c>label_smoothing</c>). From 0, the default, to 1.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// A class index that says "this sample does not count": its loss and gradient are 0, it is no right and no wrong answer, and the loss
    /// of a batch is the mean over the others (0 where there are none). Any number, a class's own too. Without it all samples count, and
    /// every index must be that of a class; PyTorch's <c>ignore_index</c> is −100 unless another is given.
    /// </summary>
    public int IgnoreIndex { get; set; } = int.MinValue;
}
