namespace NetGen;

/// <summary>
/// Takes values of either sign, so the layer above has no activation, and <c>Predict</c> returns them (the largest is the likeliest class).
/// The hinge loss of one class out of several: l = max(0, 1 + maxⱼ (1 − tⱼ)·yⱼ − Σⱼ tⱼ·yⱼ) (Keras's <c>CategoricalHinge</c>).
/// </summary>
/// <remarks>
/// Output y: one-dimensional, a value for each class; target t: for each class a <see cref="float"/>, 1 for the right one and 0 for the
/// others. The right class gives the maximum a term 0, so that the loss is 0 where its value is at least 1, and above that of every other
/// class by 1. Gradient where l &gt; 0: −tⱼ, and 1 − tⱼ at the maximum (in equal parts where there are several); else 0. The loss of a
/// batch is the mean over its samples (with sample weights wᵢ, Σᵢ wᵢ·lᵢ divided by the number of samples).
/// </remarks>
public sealed class CategoricalHingeAttribute : LossAttribute;
