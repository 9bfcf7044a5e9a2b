// Declarations that build, but train poorly: warnings.
// Each is in a namespace of its own; the page of that id in docs/diagnostics says what is behind it. Nothing here is meant to run.
using NetGen;

namespace Mistakes.NG4001
{
    [Network]
    [Input(10)]
    [Dense(3, Activation.Softmax)]
    [Softmax]   // ← Softmax
    [CrossEntropy]
    public sealed partial class Classifier;
}

namespace Mistakes.NG4002
{
    [Network]
    [Input(10)]
    [Dense(1, Activation.Sigmoid)]
    [MeanSquaredError]   // ← MeanSquaredError
    public sealed partial class Classifier;
}

namespace Mistakes.NG4003
{
    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU)]
    [Dense(1, Activation.ReLU)]   // ← Activation.ReLU
    [MeanSquaredError]
    public sealed partial class Prices;
}

namespace Mistakes.NG4004
{
    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU)]
    [Dense(3)]
    [Dropout(0.2)]   // ← Dropout(0.2)
    [SoftmaxCrossEntropy]
    public sealed partial class Classifier;
}

namespace Mistakes.NG4005
{
    [Network]
    [Input(10)]
    [Dense(64), BatchNorm, ReLU]
    [Dense(1)]
    [MeanSquaredError]
    public sealed partial class Regression
    {
        public float Learn(Optimizer optimizer) => TrainStep(new float[10], new float[1], optimizer);   // ← new float[10]
    }
}

namespace Mistakes.NG4006
{
    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU, Frozen = true)]
    [Dense(3, Frozen = true)]
    [SoftmaxCrossEntropy]
    public sealed partial class Classifier;   // ← Classifier
}

namespace Mistakes.NG4007
{
    [Network]
    [Input(10)]
    [Dense(64, Activation.Tanh, Bias = false, Initializer = Initializer.Ones)]   // ← Initializer = Initializer.Ones
    [Dense(3, Initializer = Initializer.Ones)]
    [SoftmaxCrossEntropy]
    public sealed partial class Classifier;
}

namespace Mistakes.NG4008
{
    [Network]
    [Input(10)]
    [Dense(64)]   // ← Dense(64)
    [Dense(3)]
    [SoftmaxCrossEntropy]
    public sealed partial class Classifier;
}

namespace Mistakes.NG4009
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Values { get; }
        [Dense(64, Activation.ReLU)] public partial Dense Hidden { get; }
        // ← Dense(32, Activation.ReLU, From = nameof(Values))
        [Dense(32, Activation.ReLU, From = nameof(Values))] public partial Dense Aside { get; }
        [Dense(3, From = nameof(Hidden)), SoftmaxCrossEntropy] public partial Dense Class { get; }
    }
}

namespace Mistakes.NG4010
{
    [Network]
    [Input(10)]
    [Dense(3)]
    [SoftmaxCrossEntropy]
    public sealed partial class Classifier
    {
        public static Optimizer Example() => new Adam(3);   // ← 3
    }
}

namespace Mistakes.NG4011
{
    [Network(Defaults.Keras)]
    [Input(10)]
    [Dense(64, Activation.ReLU, Initializer = Initializer.Zeros)]   // ← Initializer = Initializer.Zeros
    [Dense(3)]
    [SoftmaxCrossEntropy]
    public sealed partial class Classifier;
}

namespace Mistakes.NG4012
{
    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU)]
    [Dense(3, Activation.ReLU)]   // ← Activation.ReLU
    [SoftmaxCrossEntropy]
    public sealed partial class Classifier;
}
