using NetGen;

namespace PyTorchFiles;

/// <summary>
/// The module of tests/Goldens/pytorch/make.py: every kind of layer that keeps values, with and without what is optional.
/// </summary>
[Network]
[Input(6)]
[Dense(8)]
[BatchNorm]
[ReLU]
[Dropout(0.2)]
[Dense(8, Bias = false)]
[LayerNorm]
[PReLU]
[Dense(7)]
[BatchNorm(Affine = false)]
[RMSNorm]
[PReLU(PerFeature = true)]
[Tanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Whole;
