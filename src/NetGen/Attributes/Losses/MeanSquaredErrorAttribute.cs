namespace NetGen;

/// <summary>
/// Takes values of any kind, and <c>Predict</c> returns them. The mean squared error: l = (1/n)·Σⱼ (yⱼ − tⱼ)² over a sample's n outputs.
/// </summary>
/// <remarks>
/// Output y: one-dimensional; target t: a <see cref="float"/> for each output. The loss of a batch is the mean over its samples (with
/// sample weights wᵢ, Σᵢ wᵢ·lᵢ divided by the number of samples). Gradient: 2·(yⱼ − tⱼ)/n.
/// </remarks>
public sealed class MeanSquaredErrorAttribute : LossAttribute;
