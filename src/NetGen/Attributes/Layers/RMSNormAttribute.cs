namespace NetGen;

/// <summary>Normalization by the root mean square: y = x / √(mean x² + ε) · γ, over a sample's own values.</summary>
/// <remarks>
/// A one-dimensional shape of at least two values, kept: all values of a sample are one row. It learns γ, which starts with ones: n values
/// for n. Files hold it under PyTorch's name,
/// <c>weight</c>. Training and prediction are the same. Source: B. Zhang, R. Sennrich, "Root mean square layer normalization", arXiv
/// 1910.07467.
/// </remarks>
public sealed class RMSNormAttribute : LayerAttribute
{
    /// <summary>
    /// ε, added to the variance before the root; at least 0. The machine epsilon of a float, 2⁻²³, by default, as in PyTorch; 1e-6 under
    /// <see cref="Defaults.Keras"/>.
    /// </summary>
    public double Epsilon { get; set; } = 1.1920928955078125e-7;

    /// <summary>Whether γ is learned; true by default. Otherwise values are normalized and nothing more.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>How γ starts: with ones by default.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>
    /// The number some initializers want: the value of a constant, the deviation of a normal, the bound of a uniform distribution.
    /// </summary>
    public double InitializerValue { get; set; }

    /// <summary>
    /// What the optimizer's weight decay is multiplied by for γ: 1 by default, as in PyTorch and Keras; 0 to spare it, as is usual.
    /// </summary>
    public double Decay { get; set; } = 1;

    /// <summary>Whether training leaves the layer as it is. Gradients still pass through to the layers above. False by default.</summary>
    public bool Frozen { get; set; }
}

/// <summary>The handle of a RMSNorm layer with learned factors.</summary>
public sealed class RMSNorm : Layer
{
    /// <inheritdoc/>
    public RMSNorm(string name, ParameterSet parameters) : base(name, parameters) { }

    /// <summary>γ, one for each value.</summary>
    public Parameter Weight => Get("Weight");
}
