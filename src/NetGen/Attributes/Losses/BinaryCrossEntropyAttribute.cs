namespace NetGen;

/// <summary>
/// Takes probabilities, so the layer above ends in a sigmoid, and <c>Predict</c> returns probabilities.
/// Binary cross-entropy: l = −(1/n)·Σⱼ (tⱼ·log pⱼ + (1 − tⱼ)·log(1 − pⱼ)) over a sample's n outputs.
/// </summary>
/// <remarks>
/// Output p: one-dimensional, between 0 and 1; target t: a <see cref="float"/> between 0 and 1 for each output. The compiler joins the
/// sigmoid and the loss where one directly follows the other, so that nothing overflows and no logarithm of 0 is taken, and the loss is
/// exact however large it gets; the gradient before the sigmoid is
/// (pⱼ − tⱼ)/n. Where something is between them logarithms are not below −100, as in PyTorch's BCELoss. The loss of a batch is
/// the mean over its samples. With logits and no sigmoid: <see cref="SigmoidCrossEntropyAttribute"/>.
/// </remarks>
public sealed class BinaryCrossEntropyAttribute : LossAttribute;
