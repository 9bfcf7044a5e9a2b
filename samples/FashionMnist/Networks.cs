using NetGen;

/// <summary>784-128-10: one hidden layer.</summary>
[Network]
[Input(28, 28)]
[Flatten]
[Dense(128, Activation.ReLU)]
[Dense(10)]
[SoftmaxCrossEntropy]
internal sealed partial class Mlp;

/// <summary>784-512-512-10 with dropout.</summary>
[Network]
[Input(28, 28)]
[Flatten]
[Dense(512, Activation.ReLU), Dropout(0.2)]
[Dense(512, Activation.ReLU), Dropout(0.2)]
[Dense(10)]
[SoftmaxCrossEntropy]
internal sealed partial class LargeMlp;
