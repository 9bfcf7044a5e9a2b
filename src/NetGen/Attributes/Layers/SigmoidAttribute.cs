namespace NetGen;

/// <summary>The logistic function: y = 1 / (1 + e⁻ˣ), element by element; between 0 and 1.</summary>
/// <remarks>Any shape, kept. Derivative: y·(1 − y).</remarks>
public sealed class SigmoidAttribute : LayerAttribute;
