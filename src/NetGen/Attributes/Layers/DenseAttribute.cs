namespace NetGen;

/// <summary>A fully connected layer: y = f(x·W + b).</summary>
/// <remarks>
/// x: in values (a one-dimensional shape; <see cref="FlattenAttribute"/> makes one of any other), W: in × units, b: units, y: units values.
/// It learns in·units + units parameters. Files hold them under PyTorch's names, <c>weight</c> as [units, in] and <c>bias</c>.
/// </remarks>
/// <param name="units">How many values come out; at least 1.</param>
/// <param name="activation">The function f; <see cref="Activation.Identity"/> by default.</param>
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : LayerAttribute
{
    /// <summary>How many values come out.</summary>
    public int Units { get; } = units;

    /// <summary>The function applied to x·W + b.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Whether b is added; true by default.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights start. By default as the network's <see cref="Defaults"/> say.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>The number some initialisers want: the value of a constant, the deviation of a normal, the bound of a uniform distribution, the gain of the orthogonal one.</summary>
    public double InitializerValue { get; set; }

    /// <summary>How the biases start. By default as the network's <see cref="Defaults"/> say.</summary>
    public Initializer BiasInitializer { get; set; }

    /// <summary>The number the biases' initialiser wants; see <see cref="InitializerValue"/>.</summary>
    public double BiasInitializerValue { get; set; }

    /// <summary>Whether training leaves the layer as it is. Gradients still pass through to the layers above. False by default.</summary>
    public bool Frozen { get; set; }
}
