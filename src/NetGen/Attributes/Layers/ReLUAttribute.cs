namespace NetGen;

/// <summary>The rectifier: y = max(0, x), element by element.</summary>
/// <remarks>Any shape, kept. NaN passes through; the derivative at 0 is 0.</remarks>
public sealed class ReLUAttribute : LayerAttribute;
