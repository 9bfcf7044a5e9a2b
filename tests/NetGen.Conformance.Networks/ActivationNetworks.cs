namespace NetGen.Conformance;

// One layer or one loss and nothing else, for tests/Goldens/activations.json, layers.json and losses.json.

[Network, Input(64), Identity]
internal sealed partial class IdentityOf64;

[Network, Input(64), ReLU]
internal sealed partial class ReLUOf64;

[Network, Input(64), LeakyReLU]
internal sealed partial class LeakyReLUOf64;

[Network, Input(64), Sigmoid]
internal sealed partial class SigmoidOf64;

[Network, Input(64), Tanh]
internal sealed partial class TanhOf64;

[Network, Input(64), GELU]
internal sealed partial class GELUOf64;

[Network, Input(64), SiLU]
internal sealed partial class SiLUOf64;

[Network, Input(64), ReLU6]
internal sealed partial class ReLU6Of64;

[Network, Input(64), ELU]
internal sealed partial class ELUOf64;

[Network, Input(64), SELU]
internal sealed partial class SELUOf64;

[Network, Input(64), CELU]
internal sealed partial class CELUOf64;

[Network, Input(64), GELUTanh]
internal sealed partial class GELUTanhOf64;

[Network, Input(64), Mish]
internal sealed partial class MishOf64;

[Network, Input(64), Softplus]
internal sealed partial class SoftplusOf64;

[Network, Input(64), Softsign]
internal sealed partial class SoftsignOf64;

[Network, Input(64), HardSigmoid]
internal sealed partial class HardSigmoidOf64;

[Network, Input(64), HardSwish]
internal sealed partial class HardSwishOf64;

[Network, Input(64), HardTanh]
internal sealed partial class HardTanhOf64;

[Network, Input(70), LayerNorm]
internal sealed partial class LayerNormOf70;

[Network(Defaults.Keras), Input(5), LayerNorm]
internal sealed partial class LayerNormOf5;

[Network, Input(17), RMSNorm]
internal sealed partial class RMSNormOf17;

[Network, Input(20), PReLU]
internal sealed partial class PReLUOf20;

[Network, Input(20), PReLU(PerFeature = true)]
internal sealed partial class PReLUPerFeatureOf20;

[Network, Input(2), LogSoftmax]
internal sealed partial class LogSoftmaxOf2;

[Network, Input(17), LogSoftmax]
internal sealed partial class LogSoftmaxOf17;

[Network, Input(65), LogSoftmax]
internal sealed partial class LogSoftmaxOf65;

[Network, Input(2), Softmax]
internal sealed partial class SoftmaxOf2;

[Network, Input(3), Softmax]
internal sealed partial class SoftmaxOf3;

[Network, Input(4), Softmax]
internal sealed partial class SoftmaxOf4;

[Network, Input(10), Softmax]
internal sealed partial class SoftmaxOf10;

[Network, Input(16), Softmax]
internal sealed partial class SoftmaxOf16;

[Network, Input(17), Softmax]
internal sealed partial class SoftmaxOf17;

[Network, Input(64), Softmax]
internal sealed partial class SoftmaxOf64;

[Network, Input(65), Softmax]
internal sealed partial class SoftmaxOf65;

[Network, Input(20), BatchNorm]
public sealed partial class BatchNormOf20;
