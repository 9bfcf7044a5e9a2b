namespace NetGen;

/// <summary>
/// Takes logits, so the layer above has no activation, and <c>Predict</c> returns logits (the largest is the likeliest class).
/// Cross-entropy of softmax(z): l = log Σⱼ e^zⱼ − z_c for the right class c, or l = Σⱼ tⱼ·(log Σᵢ e^zᵢ − zⱼ) for a distribution t.
/// </summary>
/// <remarks>
/// Output z: one-dimensional, a logit for each class. Target: one <see cref="int"/> a sample, or a <see cref="float"/> for each class.
/// Gradient: softmax(z) − t. The loss of a batch is the mean over its samples. For probabilities from <c>Predict</c>, end in a softmax and use
/// <see cref="CrossEntropyAttribute"/>: it trains alike.
/// </remarks>
/// <param name="targets">Class indices (the default) or distributions.</param>
public sealed class SoftmaxCrossEntropyAttribute(Targets targets = Targets.Indices) : LossAttribute
{
    /// <summary>Class indices or distributions.</summary>
    public Targets Targets { get; } = targets;
}
