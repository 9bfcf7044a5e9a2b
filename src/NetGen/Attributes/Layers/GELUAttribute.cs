namespace NetGen;

/// <summary>The Gaussian error linear unit: y = x·Φ(x), element by element, Φ being the distribution function of the standard normal distribution.</summary>
/// <remarks>Any shape, kept. The exact form, not the tanh approximation. Derivative: Φ(x) + x·φ(x).</remarks>
public sealed class GELUAttribute : LayerAttribute;
