namespace NetGen.Conformance;

// The networks of tests/Goldens/network-….json; network-10-64-64-1.json is Classifier's.

[Network(Checks = true)]
[Input(12)]
[Dense(20, Activation.Sigmoid, Bias = false)]
[Dense(4, Bias = false)]
[MeanSquaredError]
public sealed partial class Golden12 : ILearner<Golden12, float>;

[Network(Checks = true)]
[Input(17)]
[Dense(33, Activation.GELU)]
[Dense(9, Activation.SiLU)]
[MeanSquaredError]
public sealed partial class Golden17 : ILearner<Golden17, float>;

[Network(Checks = true)]
[Input(20)]
[Dense(70, Activation.LeakyReLU)]
[Dense(10, Activation.Softmax)]
[CrossEntropy]
public sealed partial class Golden20 : ILearner<Golden20, int>;

[Network(Checks = true)]
[Input(7)]
[Dense(5, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
[CrossEntropy(Targets.Distributions)]
public sealed partial class Golden7 : ILearner<Golden7, float>;

[Network(Checks = true)]
[Input(9)]
[Dense(16, Activation.ReLU, Bias = false)]
[Dense(6, Bias = false)]
[SoftmaxCrossEntropy]
public sealed partial class Golden9 : ILearner<Golden9, int>;
