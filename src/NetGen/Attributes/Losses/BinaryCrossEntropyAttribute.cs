namespace NetGen;

/// <summary>
/// Takes probabilities, so the layer above ends in a sigmoid, and <c>Predict</c> returns probabilities.
/// Binary cross-entropy: l = −(1/n)·Σⱼ (tⱼ·log pⱼ + (1 − tⱼ)·log(1 − pⱼ)) over a sample's n outputs.
/// </summary>
/// <remarks>
/// Output p: one-dimensional, between 0 and 1; target t: a <see cref="float"/> between 0 and 1 for each output. The compiler joins the sigmoid and
/// the loss, so that nothing overflows and no logarithm of 0 is taken; the gradient before the sigmoid is (pⱼ − tⱼ)/n. The loss of a batch is
/// the mean over its samples. With logits and no sigmoid: <see cref="SigmoidCrossEntropyAttribute"/>.
/// </remarks>
public sealed class BinaryCrossEntropyAttribute : LossAttribute;
