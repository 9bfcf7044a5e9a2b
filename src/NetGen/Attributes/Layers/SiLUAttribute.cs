namespace NetGen;

/// <summary>The sigmoid linear unit (swish): y = x / (1 + e⁻ˣ), element by element.</summary>
/// <remarks>Any shape, kept. Derivative: σ + y·(1 − σ) with σ = 1 / (1 + e⁻ˣ).</remarks>
public sealed class SiLUAttribute : LayerAttribute;
