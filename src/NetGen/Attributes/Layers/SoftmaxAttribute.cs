namespace NetGen;

/// <summary>Probabilities: yⱼ = e^xⱼ / Σᵢ e^xᵢ, over all values of a sample.</summary>
/// <remarks>A one-dimensional shape, kept; the values add up to 1. Before <see cref="CrossEntropyAttribute"/>; the logit form <see cref="SoftmaxCrossEntropyAttribute"/> has it inside.</remarks>
public sealed class SoftmaxAttribute : LayerAttribute;
