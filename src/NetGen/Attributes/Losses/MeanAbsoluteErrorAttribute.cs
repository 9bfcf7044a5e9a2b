namespace NetGen;

/// <summary>
/// Takes values of any kind, and <c>Predict</c> returns them. The mean absolute error: l = (1/n)·Σⱼ |yⱼ − tⱼ| over a sample's n outputs
/// (PyTorch's <c>L1Loss</c>).
/// </summary>
/// <remarks>
/// Output y: one-dimensional; target t: a <see cref="float"/> for each output. Gradient: sign(yⱼ − tⱼ)/n, 0 where both are equal. The loss
/// of a batch is the mean over its samples (with sample weights wᵢ, Σᵢ wᵢ·lᵢ divided by the number of samples).
/// </remarks>
public sealed class MeanAbsoluteErrorAttribute : LossAttribute;
