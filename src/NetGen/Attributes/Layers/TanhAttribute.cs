namespace NetGen;

/// <summary>The hyperbolic tangent: y = tanh(x), element by element; between −1 and 1.</summary>
/// <remarks>Any shape, kept. Derivative: 1 − y².</remarks>
public sealed class TanhAttribute : LayerAttribute;
