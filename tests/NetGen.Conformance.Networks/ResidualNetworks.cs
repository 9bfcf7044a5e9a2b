namespace NetGen.Conformance;

/// <summary>What residual networks repeat: two layers that keep the width, with dropout between them.</summary>
[Block, Dense(Given.Width, Activation.ReLU), Dropout(0.5), Dense(Given.Width)]
public sealed partial class Step;

/// <summary>13 measurements of a wine, 3 cultivars.</summary>
[Network]
[Input(13)]
[Dense(16)]
[Dropout(0.2)]
[Residual<Step>]
[Residual<Step>]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class ResidualWines : ILearner<ResidualWines, int>;

/// <summary>30 measurements of cells, malignant or benign.</summary>
[Network]
[Input(30)]
[Dense(16)]
[Dropout(0.2)]
[Residual<Step>]
[Residual<Step>]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropy]
public sealed partial class ResidualTumours : ILearner<ResidualTumours, float>;

/// <summary>Handwritten digits of 8×8 pixels.</summary>
[Network]
[Input(8, 8)]
[Flatten]
[Dropout(0.1)]
[Dense(128, Activation.ReLU)]
[Residual<Step>]
[Residual<Step>]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class ResidualDigits : ILearner<ResidualDigits, int>;
