namespace NetGen.Conformance;

/// <summary>The network of the quick start. The conformance runner trains it too.</summary>
[Network(Checks = true)]
[Input(10)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropy]
public sealed partial class Classifier : ILearner<Classifier, float>;
