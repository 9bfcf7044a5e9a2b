namespace NetGen;

/// <summary>
/// Takes values of either sign, so the layer above has no sigmoid, and <c>Predict</c> returns them (positive: class 1). The hinge loss: l =
/// (1/n)·Σⱼ max(0, 1 − tⱼ·yⱼ) over a sample's n outputs (Keras's <c>Hinge</c>).
/// </summary>
/// <remarks>
/// Output y: one-dimensional; target t: −1 or 1 for each output (Keras also takes 0 for −1; here 0 would mean no margin at all). Gradient:
/// −tⱼ/n where
/// 1 − tⱼ·yⱼ &gt; 0, else 0. The loss of a batch is the mean over
/// its samples (with sample weights wᵢ, Σᵢ wᵢ·lᵢ divided by the number of samples).
/// </remarks>
public sealed class HingeAttribute : LossAttribute;
