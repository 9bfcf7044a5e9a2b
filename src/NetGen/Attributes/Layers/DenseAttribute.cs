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

    /// <summary>
    /// What the units are multiplied by, at least 1: <c>Dense(Given.Width, Times = 4)</c> in a block whose width is open.
    /// </summary>
    public int Times { get; set; } = 1;

    /// <summary>Whether b is added; true by default.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights start. By default as the network's <see cref="Defaults"/> say.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>
    /// The number some initializers want: the value of a constant, the deviation of a normal, the bound of a uniform distribution, the gain
    /// of the orthogonal one.
    /// </summary>
    public double InitializerValue { get; set; }

    /// <summary>How the biases start. By default as the network's <see cref="Defaults"/> say.</summary>
    public Initializer BiasInitializer { get; set; }

    /// <summary>The number the biases' initializer wants; see <see cref="InitializerValue"/>.</summary>
    public double BiasInitializerValue { get; set; }

    /// <summary>
    /// Adds L1·Σ|w| over the weights, biases left out, to the loss, and L1·sign(w) to their gradients in each step (Keras's <c>L1</c>). Not
    /// negative; 0 by default.
    /// </summary>
    public double L1 { get; set; }

    /// <summary>
    /// Adds L2·Σw² over the weights, biases left out, to the loss, and 2·L2·w to their gradients in each step (Keras's <c>L2</c>). Not
    /// negative; 0 by default.
    /// </summary>
    public double L2 { get; set; }

    /// <summary>
    /// After each step the weights of a unit whose Euclidean norm over the inputs is above this are scaled down to it (Keras's
    /// <c>MaxNorm</c>). Positive; 0, the default, for no bound.
    /// </summary>
    public double MaxNorm { get; set; }

    /// <summary>What the optimizer's weight decay is multiplied by for the weights: 1 by default, 0 to spare them.</summary>
    public double Decay { get; set; } = 1;

    /// <summary>
    /// What the optimizer's weight decay is multiplied by for the biases: 1 by default, as in PyTorch and Keras; 0 to spare them.
    /// </summary>
    public double BiasDecay { get; set; } = 1;

    /// <summary>
    /// Whether the loop over the inputs is written out for single samples; <see cref="Unroll.Auto"/> by default: where it pays.
    /// </summary>
    public Unroll Unroll { get; set; }

    /// <summary>Whether training leaves the layer as it is. Gradients still pass through to the layers above. False by default.</summary>
    public bool Frozen { get; set; }
}
