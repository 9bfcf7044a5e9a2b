namespace NetGen;

/// <summary>Layer normalization: y = (x − μ) / √(v + ε) · γ + β, with μ and v the mean and the variance of a sample's own values.</summary>
/// <remarks>
/// A one-dimensional shape of at least two values, kept: all values of a sample are one row (Keras and PyTorch also take rows within a
/// sample, along its last axis). v is the mean of (x − μ)², not corrected. It learns γ, which starts with ones, and β, which starts with
/// zeros: 2·n values for n. Files hold them under PyTorch's names, <c>weight</c> and <c>bias</c>. Training and prediction are the same.
/// Source: J. Ba et al., "Layer normalization", arXiv 1607.06450.
/// </remarks>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>ε, added to the variance before the root; at least 0. 1e-5 by default, 1e-3 under <see cref="Defaults.Keras"/>.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether γ and β are learned; true by default. Otherwise values are normalized and nothing more.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>Whether β is added; true by default. Without <see cref="Affine"/> there is none.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How γ starts: with ones by default.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>
    /// The number some initializers want: the value of a constant, the deviation of a normal, the bound of a uniform distribution.
    /// </summary>
    public double InitializerValue { get; set; }

    /// <summary>How β starts: with zeros by default.</summary>
    public Initializer BiasInitializer { get; set; }

    /// <summary>The number β's initializer wants; see <see cref="InitializerValue"/>.</summary>
    public double BiasInitializerValue { get; set; }

    /// <summary>
    /// What the optimizer's weight decay is multiplied by for γ: 1 by default, as in PyTorch and Keras; 0 to spare it, as is usual.
    /// </summary>
    public double Decay { get; set; } = 1;

    /// <summary>What the optimizer's weight decay is multiplied by for β: 1 by default, 0 to spare it.</summary>
    public double BiasDecay { get; set; } = 1;

    /// <summary>Whether training leaves the layer as it is. Gradients still pass through to the layers above. False by default.</summary>
    public bool Frozen { get; set; }
}

/// <summary>The handle of a LayerNorm layer with learned factors.</summary>
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
