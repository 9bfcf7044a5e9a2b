namespace NetGen;

/// <summary>
/// Takes logits, so the layer above has no activation, and <c>Predict</c> returns logits (positive: more likely than not).
/// Binary cross-entropy of σ(z): l = (1/n)·Σⱼ (max(zⱼ, 0) − zⱼ·tⱼ + log(1 + e^−|zⱼ|)) over a sample's n outputs.
/// </summary>
/// <remarks>
/// Output z: one-dimensional; target t: a <see cref="float"/> between 0 and 1 for each output. Gradient: (σ(zⱼ) − tⱼ)/n. The loss of a
/// batch is the mean over its samples. For probabilities from <c>Predict</c>, end in a sigmoid and use
/// <see cref="BinaryCrossEntropyAttribute"/>: it trains the same way.
/// </remarks>
public sealed class SigmoidCrossEntropyAttribute : LossAttribute;
