namespace NetGen;

/// <summary>
/// Takes logits, so the layer above has no activation, and <c>Predict</c> returns logits (the largest is the likeliest class).
/// Cross-entropy of softmax(z): l = log Σⱼ e^zⱼ − z_c for the right class c, or l = Σⱼ tⱼ·(log Σᵢ e^zᵢ − zⱼ) for a distribution t.
/// </summary>
/// <remarks>
/// Output z: one-dimensional, a logit for each class. Target: one <see cref="int"/> a sample, or a <see cref="float"/> for each class.
/// Gradient: softmax(z) − t. The loss of a batch is the mean over its samples. For probabilities from <c>Predict</c>, end in a softmax and
/// use
/// <see cref="CrossEntropyAttribute"/>: it trains the same way.
/// </remarks>
/// <param name="targets">Class indices (the default) or distributions.</param>
public sealed class SoftmaxCrossEntropyAttribute(Targets targets = Targets.Indices) : LossAttribute
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
