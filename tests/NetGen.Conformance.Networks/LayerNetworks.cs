namespace NetGen.Conformance;

/// <summary>
/// Every activation as a layer of its own, flattening, and a cross-entropy that cannot join its softmax because a layer is between.
/// </summary>
[Network(Checks = true)]
[Input(3, 7, 3)]
[Flatten]
[GELU]
[Dense(13, Activation.LeakyReLU)]
[Tanh]
[Dense(11)]
[SiLU]
[LeakyReLU(0.2)]
[Dense(12)]
[ReLU]
[Sigmoid]
[Dense(6)]
[Softmax]
[Identity]
[CrossEntropy(Targets.Distributions)]
public sealed partial class ActivationStack : ILearner<ActivationStack, float>;

/// <summary>Activations with arguments of their own, and as arguments.</summary>
[Network(Checks = true)]
[Input(9)]
[ELU(0.5)]
[Dense(18, Activation.ELU)]
[CELU(2)]
[Dense(10, Activation.SELU)]
[Softplus(3)]
[Dense(17, Activation.Mish)]
[HardTanh(-2, 0.5)]
[Dense(12, Activation.GELUTanh)]
[Softsign]
[Dense(5, Activation.HardSwish)]
[LogSoftmax]
[MeanSquaredError]
public sealed partial class MoreActivations : ILearner<MoreActivations, float>;

/// <summary>Normalizations, learned slopes, noise and stretches, in training and in prediction.</summary>
[Network(Checks = true)]
[Input(4, 10)]
[Slice(1, 9)]
[Flatten]
[GaussianNoise(0.1)]
[LayerNorm]
[Dense(70)]
[RMSNorm]
[PReLU]
[Split(2, 1)]
[Dense(24)]
[Reshape(4, -1)]
[PReLU(PerFeature = true)]
[Flatten]
[LayerNorm(Bias = false)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Normalized : ILearner<Normalized, float>;

/// <summary>Dropout before, between and after layers, one with rate 0.</summary>
[Network(Checks = true)]
[Input(21)]
[Dropout(0.25)]
[Dense(23, Activation.ReLU)]
[Dropout]
[Dense(14, Activation.Tanh)]
[Dropout(0)]
[Dense(5)]
[Dropout(0.1)]
[SoftmaxCrossEntropy(Targets.Distributions)]
public sealed partial class Dropped : ILearner<Dropped, float>;

/// <summary>Frozen layers, one of them without a bias, below one that learns; Keras's defaults; a loss that counts a quarter.</summary>
[Network(Defaults.Keras, Checks = true)]
[Input(11)]
[Dense(24, Activation.LeakyReLU, Frozen = true)]
[Dense(19, Activation.Tanh)]
[Dense(17, Bias = false, Frozen = true)]
[Dense(2)]
[MeanSquaredError(Weight = 0.25)]
public sealed partial class PartlyFrozen : ILearner<PartlyFrozen, float>;

/// <summary>
/// What layers ask of training besides the loss: penalties, bounds of norms, shares of the weight decay; and factors that start in ways of
/// their own.
/// </summary>
[Network]
[Input(9)]
[Dense(20, Activation.Tanh, L1 = 1e-2, L2 = 2e-2, MaxNorm = 0.6, BiasDecay = 0)]
[LayerNorm(Initializer = Initializer.Constant, InitializerValue = 1.5, BiasInitializer = Initializer.Uniform, BiasInitializerValue = 0.2,
    Decay = 0.25, BiasDecay = 2)]
[Dense(18, Activation.Tanh, L2 = 5e-2, Decay = 0.5)]
[Dense(3, MaxNorm = 0.5, Decay = 0)]
[MeanSquaredError]
public sealed partial class Regularized : ILearner<Regularized, float>;

/// <summary>No loss: the generator of an adversarial pair. Each layer starts in a way of its own.</summary>
[Network(Checks = true)]
[Input(12)]
[Dense(16, Activation.Tanh, Initializer = Initializer.Orthogonal, InitializerValue = 1, BiasInitializer = Initializer.Constant,
    BiasInitializerValue = 0.5)]
[Dense(3, Initializer = Initializer.Uniform, InitializerValue = 0.1, BiasInitializer = Initializer.Ones)]
public sealed partial class Generator : ITaped<Generator>;

/// <summary>The other half of the pair: several probabilities, with a loss that cannot join its sigmoid.</summary>
[Network(Checks = true)]
[Input(3)]
[Dense(8, Activation.Tanh)]
[Dense(2, Activation.Sigmoid)]
[Identity]
[BinaryCrossEntropy]
public sealed partial class Discriminator : ILearner<Discriminator, float>;

/// <summary>For the wine data: 13 measurements, 3 cultivars.</summary>
[Network]
[Input(13)]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class Wines : ILearner<Wines, int>;

/// <summary>
/// Normalization over the batch: of the input, after a product, without learned factors, and before an activation. No shift is right before
/// one: it would cancel, and its gradient be rounding alone.
/// </summary>
[Network(Checks = true)]
[Input(9)]
[BatchNorm]
[Tanh]
[Dense(20, Bias = false)]
[BatchNorm(Momentum = 0.3)]
[Tanh]
[Dense(17, Bias = false)]
[BatchNorm(Affine = false)]
[SiLU]
[Dense(3)]
[MeanSquaredError]
public sealed partial class BatchNormalized : ILearner<BatchNormalized, float>;
