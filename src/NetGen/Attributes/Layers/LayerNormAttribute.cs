namespace NetGen;

/// <summary>Layer normalisation: y = (x − μ) / √(v + ε) · γ + β, with μ and v the mean and the variance of a sample's own values.</summary>
/// <remarks>
/// A one-dimensional shape of at least two values, kept. v is the mean of (x − μ)², not corrected. It learns γ, which starts with ones, and β, which starts with
/// zeros: 2·n values for n. Files hold them under PyTorch's names, <c>weight</c> and <c>bias</c>. Training and prediction are the same.
/// Source: J. Ba et al., "Layer normalization", arXiv 1607.06450.
/// </remarks>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>ε, added to the variance before the root; at least 0. 1e-5 by default, 1e-3 under <see cref="Defaults.Keras"/>.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether γ and β are learnt; true by default. Otherwise values are normalised and nothing more.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>Whether β is added; true by default. Without <see cref="Affine"/> there is none.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Whether training leaves the layer as it is. Gradients still pass through to the layers above. False by default.</summary>
    public bool Frozen { get; set; }
}

/// <summary>The handle of a LayerNorm layer with learnt factors.</summary>
public sealed class LayerNorm : Layer
{
    /// <inheritdoc/>
    public LayerNorm(string name, ParameterSet parameters) : base(name, parameters) { }

    /// <summary>γ, one for each value.</summary>
    public Parameter Weight => Get("Weight");

    /// <summary>β, one for each value.</summary>
    /// <exception cref="ArgumentException">The layer was declared without.</exception>
    public Parameter Bias => Get("Bias");
}
