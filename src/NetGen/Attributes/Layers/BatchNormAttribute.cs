namespace NetGen;

/// <summary>
/// Batch normalization: y = (x − μ) / √(v + ε) · γ + β, with μ and v each value's mean and variance over the samples of the batch.
/// </summary>
/// <remarks>
/// <para>A one-dimensional shape, kept. It learns γ, which starts with ones, and β, which starts with zeros: 2·n values for n. Alongside
/// them it keeps running statistics, a mean that starts with zeros and a variance that starts with ones: training moves them and prediction
/// uses them. Files hold the four under PyTorch's names,
/// <c>weight</c>, <c>bias</c>, <c>running_mean</c> and <c>running_var</c>. The count of parameters is of what is learned.</para>
/// <para>Training normalizes by the mean and the variance (divided by the number of samples) of the whole batch, which therefore goes
/// through the network as one:
/// a training tape grows to the largest batch, and gradient sums run over all its samples. A batch of one has no variance: TrainStep, and
/// Forward with
/// <c>training: true</c>, refuse it (Fit joins a last batch of one to the one before). Each forward pass for training moves the running
/// statistics, so that tapes of one network with such a layer are to be filled one after the other. Predict, Evaluate, and Forward with
/// <c>training: false</c>, use the running statistics.</para>
/// <para>The running variance takes the batch's divided by the samples less one, as PyTorch's does; under <see cref="Defaults.Keras"/>
/// divided by the samples. Source: S. Ioffe, C. Szegedy, "Batch normalization", arXiv 1502.03167.</para>
/// </remarks>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>
    /// The share of a batch in the running statistics, r ← (1 − m)·r + m·batch; between 0 and 1. 0.1 by default, 0.01 under
    /// <see cref="Defaults.Keras"/>
    /// (whose own momentum, 0.99, is the share that stays).
    /// </summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>ε, added to the variance before the root; at least 0. 1e-5 by default, 1e-3 under <see cref="Defaults.Keras"/>.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether γ and β are learned; true by default. Otherwise values are normalized and nothing more.</summary>
    public bool Affine { get; set; } = true;

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

    /// <summary>Whether training leaves γ and β as they are; running statistics still follow the batches. False by default.</summary>
    public bool Frozen { get; set; }
}

/// <summary>The handle of a BatchNorm layer.</summary>
public sealed class BatchNorm : Layer
{
    /// <inheritdoc/>
    public BatchNorm(string name, ParameterSet parameters) : base(name, parameters) { }

    /// <summary>γ, one for each value.</summary>
    /// <exception cref="ArgumentException">The layer was declared without.</exception>
    public Parameter Weight => Get("Weight");

    /// <summary>β, one for each value.</summary>
    /// <exception cref="ArgumentException">The layer was declared without.</exception>
    public Parameter Bias => Get("Bias");

    /// <summary>The mean that prediction takes off, one for each value; training moves it, optimizers do not.</summary>
    public Parameter RunningMean => Get("RunningMean");

    /// <summary>The variance that prediction divides by the root of, one for each value; training moves it, optimizers do not.</summary>
    public Parameter RunningVariance => Get("RunningVariance");
}
