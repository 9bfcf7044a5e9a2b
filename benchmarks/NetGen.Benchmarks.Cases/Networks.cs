namespace NetGen.Benchmarks;

[Network]
[Input(10)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropy]
public sealed partial class Net10x64x64x1;

[Network]
[Input(784)]
[Dense(128, Activation.ReLU)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class Net784x128x10;

[Network]
[Input(784)]
[Dense(512, Activation.ReLU)]
[Dense(512, Activation.ReLU)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class Net784x512x512x10;

/// <summary>The same with statistics of the batch, for which threads wait.</summary>
[Network]
[Input(784)]
[Dense(512, Bias = false)]
[BatchNorm]
[ReLU]
[Dense(512, Bias = false)]
[BatchNorm]
[ReLU]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class Net784x512x512x10BatchNorm;

/// <summary>The size of a control policy.</summary>
[Network]
[Input(128)]
[Dense(128, Activation.Tanh)]
[Dense(128, Activation.Tanh)]
[Dense(8)]
[MeanSquaredError]
public sealed partial class Net128x128x128x8;

/// <summary>One product and nothing else: its weights in panels, in the second-level cache.</summary>
[Network]
[Input(512)]
[Dense(512)]
[MeanSquaredError]
public sealed partial class Dense512x512;

/// <summary>One product and nothing else: its weights in rows, in the first-level cache.</summary>
[Network]
[Input(64)]
[Dense(64)]
[MeanSquaredError]
public sealed partial class Dense64x64;
