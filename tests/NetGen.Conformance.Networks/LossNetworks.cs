namespace NetGen.Conformance;

// One loss and as little before it as the rules allow, for tests/Goldens/losses.json. The identity keeps a loss on probabilities from
// joining what makes them.

[Network, Input(1), Identity, MeanSquaredError]
public sealed partial class MeanSquaredErrorOf1;

[Network, Input(1), Sigmoid, Identity, BinaryCrossEntropy]
public sealed partial class BinaryCrossEntropyOf1;

[Network, Input(1), Identity, SigmoidCrossEntropy]
public sealed partial class SigmoidCrossEntropyOf1;

[Network, Input(4), Identity, SoftmaxCrossEntropy]
public sealed partial class SoftmaxCrossEntropyIndicesOf4;

[Network, Input(10), Identity, MeanSquaredError]
public sealed partial class MeanSquaredErrorOf10;

[Network, Input(10), Sigmoid, Identity, BinaryCrossEntropy]
public sealed partial class BinaryCrossEntropyOf10;

[Network, Input(10), Identity, SigmoidCrossEntropy]
public sealed partial class SigmoidCrossEntropyOf10;

[Network, Input(10), Identity, SoftmaxCrossEntropy]
public sealed partial class SoftmaxCrossEntropyIndicesOf10;

[Network, Input(10), Identity, SoftmaxCrossEntropy(Targets.Distributions)]
public sealed partial class SoftmaxCrossEntropyOf10;

[Network, Input(10), Softmax, Identity, CrossEntropy]
public sealed partial class CrossEntropyIndicesOf10;

[Network, Input(10), Softmax, Identity, CrossEntropy(Targets.Distributions)]
public sealed partial class CrossEntropyOf10;

[Network, Input(10), Identity, MeanAbsoluteError]
public sealed partial class MeanAbsoluteErrorOf10;

[Network, Input(10), Identity, Huber]
public sealed partial class HuberOf10;

[Network, Input(10), Identity, SmoothL1]
public sealed partial class SmoothL1Of10;

[Network, Input(10), Identity, LogCosh]
public sealed partial class LogCoshOf10;

[Network, Input(10), Identity, Hinge]
public sealed partial class HingeOf10;

[Network, Input(10), Identity, CategoricalHinge]
public sealed partial class CategoricalHingeOf10;

[Network, Input(70), Identity, CategoricalHinge]
public sealed partial class CategoricalHingeOf70;

[Network, Input(10), Identity, CosineSimilarity]
public sealed partial class CosineSimilarityOf10;

[Network, Input(10), LogSoftmax, Identity, KLDivergence(LogProbabilities = true)]
public sealed partial class KLDivergenceOf10;

[Network, Input(10), Softmax, KLDivergence]
public sealed partial class SoftmaxKLDivergenceOf10;

[Network, Input(10), Softmax, Identity, KLDivergence]
public sealed partial class KLDivergenceOfProbabilitiesOf10;

[Network, Input(10), Identity, SoftmaxCrossEntropy(LabelSmoothing = 0.1, IgnoreIndex = -100)]
public sealed partial class SmoothedSoftmaxCrossEntropyIndicesOf10;

[Network, Input(10), Identity, SoftmaxCrossEntropy(Targets.Distributions, LabelSmoothing = 0.1)]
public sealed partial class SmoothedSoftmaxCrossEntropyOf10;

[Network, Input(10), Softmax, Identity, CrossEntropy(LabelSmoothing = 0.1, IgnoreIndex = -100)]
public sealed partial class SmoothedCrossEntropyIndicesOf10;

[Network, Input(10), Softmax, Identity, CrossEntropy(Targets.Distributions, LabelSmoothing = 0.1)]
public sealed partial class SmoothedCrossEntropyOf10;

[Network, Input(70), Identity, SoftmaxCrossEntropy(LabelSmoothing = 0.1)]
public sealed partial class SmoothedSoftmaxCrossEntropyIndicesOf70;

[Network, Input(7), Dense(5), SoftmaxCrossEntropy(IgnoreIndex = -100)]
public sealed partial class Ignoring;
