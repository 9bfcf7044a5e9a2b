namespace NetGen.Conformance;

// One layer or one loss and nothing else, for tests/Goldens/activations.json and losses.json.

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
