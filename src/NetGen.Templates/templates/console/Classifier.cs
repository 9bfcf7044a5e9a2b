using NetGen;

/// <summary>Says how likely it is that a point of the plane lies in a circle. F12 on a member shows the code that is generated.</summary>
[Network]
[Input(2)]
[Dense(32, Activation.ReLU)]
[Dense(32, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropy]
public sealed partial class Classifier;
