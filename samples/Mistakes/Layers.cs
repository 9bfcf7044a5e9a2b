// Mistakes in layers and in the numbers they take.
// Each is in a namespace of its own; the page of that id in docs/diagnostics says what is behind it. Nothing here is meant to run.
using NetGen;

namespace Mistakes.NG1101
{
    [Network]
    [Dense(64, Activation.ReLU)]
    [Dense(1)]
    public sealed partial class Classifier;   // ← Classifier
}

namespace Mistakes.NG1102
{
    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU)]
    [Input(64)]   // ← Input(64)
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG1103
{
    [Network]
    [Input(10)]
    public sealed partial class Classifier;   // ← Classifier
}

namespace Mistakes.NG1104
{
    [Network]
    [Input(10)]
    [MeanSquaredError]   // ← MeanSquaredError
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG1106
{
    [Network]
    [Input(10)]
    [Dense(0, Activation.ReLU)]   // ← 0
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG1107
{
    [Network]
    [Input(10)]
    [Dense(64)]
    [Dropout(50)]   // ← 50
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG1108
{
    [Network]
    [Input(10)]
    [Dense(1)]
    [MeanSquaredError(Weight = 0)]   // ← Weight = 0
    public sealed partial class Classifier;
}

namespace Mistakes.NG1109
{
    [Network]
    [Input(100000)]
    [Dense(100000)]   // ← 100000
    public sealed partial class Classifier;
}

namespace Mistakes.NG1110
{
    [Network]
    [Input(10)]
    [Dense(3)]
    [SoftmaxCrossEntropy((Targets)99)]   // ← (Targets)99
    public sealed partial class Classifier;
}

namespace Mistakes.NG1111
{
    [Network]
    [Input(4096)]
    [Dense(4096)]
    [Dense(4096)]
    [Dense(4096)]
    [Dense(4096)]
    [Dense(4096)]
    [Dense(4096)]
    [Dense(4096, Activation.ReLU)]
    [Dense(4096)]
    public sealed partial class Classifier;   // ← Classifier
}
