namespace NetGen;

/// <summary>The rectifier with a learned slope: y = x for x &gt; 0, else a·x, element by element.</summary>
/// <remarks>
/// Any shape, kept. It learns a: one value for all, or one for each (<see cref="PerFeature"/>). Files hold it under PyTorch's name,
/// <c>weight</c>. The derivative at 0 is a. Source: K. He et al., "Delving deep into rectifiers", arXiv 1502.01852.
/// </remarks>
public sealed class PReLUAttribute : LayerAttribute
{
    /// <summary>
    /// Whether each value has a slope of its own. False by default, as in PyTorch; true under <see cref="Defaults.Keras"/>.
    /// </summary>
    public bool PerFeature { get; set; }

    /// <summary>What the slopes start with: 0.25 by default, 0 under <see cref="Defaults.Keras"/>.</summary>
    public double Slope { get; set; } = 0.25;

    /// <summary>
    /// What the optimizer's weight decay is multiplied by for the slopes: 1 by default; 0 to spare them, as the paper does.
    /// </summary>
    public double Decay { get; set; } = 1;

    /// <summary>
    /// Whether training leaves the slopes as they are. Gradients still pass through to the layers above. False by default.
    /// </summary>
    public bool Frozen { get; set; }
}

/// <summary>The handle of a rectifier with a learned slope.</summary>
public sealed class PReLU : Layer
{
    /// <inheritdoc/>
    public PReLU(string name, ParameterSet parameters) : base(name, parameters) => Weight = Get("Weight");

    /// <summary>a: one slope, or one for each value.</summary>
    public Parameter Weight { get; }
}
