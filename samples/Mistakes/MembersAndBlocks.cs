// Mistakes in networks of members, and in blocks.
// Each is in a namespace of its own; the page of that id in docs/diagnostics says what is behind it. Nothing here is meant to run.
using NetGen;

namespace Mistakes.NG1150
{
    [Block, Dense(10), Apply<Loop>]
    public sealed partial class Loop;

    [Network]
    [Input(10)]
    [Apply<Loop>]   // ← Apply<Loop>
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG1151
{
    [Block, Dense(10), ReLU]
    public sealed partial class Step;

    [Network]
    [Input(10)]
    [Repeat<Step>(2000)]   // ← Repeat<Step>(2000)
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG1152
{
    [Block, Dense(10), MeanSquaredError]
    public sealed partial class Step;

    [Network]
    [Input(10)]
    [Apply<Step>]   // ← Apply<Step>
    public sealed partial class Classifier;
}

namespace Mistakes.NG1153
{
    [Block, Input(10), Dense(10)]
    public sealed partial class Step;

    [Network]
    [Input(10)]
    [Apply<Step>]   // ← Apply<Step>
    public sealed partial class Classifier;
}

namespace Mistakes.NG1154
{
    [Block]
    public sealed partial class Step;

    [Network]
    [Input(10)]
    [Apply<Step>]   // ← Apply<Step>
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG1155
{
    [Network]
    [Input(10)]
    [Dense(Given.Width)]   // ← Given.Width
    public sealed partial class Classifier;
}

namespace Mistakes.NG1156
{
    [Block, Dense(Given.Heads)]
    public sealed partial class Step;

    [Network]
    [Input(10)]
    [Apply<Step>]   // ← Apply<Step>
    public sealed partial class Classifier;
}

namespace Mistakes.NG1157
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64, Activation.ReLU)] public partial Dense Hidden { get; }
        [Dense(1, From = nameof(Later))] public partial Dense Score { get; }   // ← From = nameof(Later)
        [Dense(64, Activation.ReLU)] public partial Dense Later { get; }
    }
}

namespace Mistakes.NG1158
{
    [Network]
    [Input(10)]
    [Dense(64)]
    [Dense(1, From = "Input")]   // ← Dense(1, From = "Input")
    public sealed partial class Classifier;
}

namespace Mistakes.NG1159
{
    [Network]
    public sealed partial class WideAndDeep
    {
        [Input(100)] public partial Input Wide { get; }
        [Input(32)] public partial Input Deep { get; }
        [Dense(64)] public partial Dense Hidden { get; }   // ← Dense(64)
        [Concat(nameof(Hidden), nameof(Wide))] public partial Layer Joined { get; }
    }
}

namespace Mistakes.NG1160
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(1), MeanSquaredError, SigmoidCrossEntropy] public partial Dense Score { get; }   // ← SigmoidCrossEntropy
    }
}

namespace Mistakes.NG1161
{
    [Network]
    public sealed partial class Many   // ← Many
    {
        [Input(1)] public partial Input X1 { get; }
        [Input(1)] public partial Input X2 { get; }
        [Input(1)] public partial Input X3 { get; }
        [Input(1)] public partial Input X4 { get; }
        [Input(1)] public partial Input X5 { get; }
        [Input(1)] public partial Input X6 { get; }
        [Input(1)] public partial Input X7 { get; }
        [Input(1)] public partial Input X8 { get; }
        [Input(1)] public partial Input X9 { get; }
        [Input(1)] public partial Input X10 { get; }
        [Input(1)] public partial Input X11 { get; }
        [Input(1)] public partial Input X12 { get; }
        [Input(1)] public partial Input X13 { get; }
        [Input(1)] public partial Input X14 { get; }
        [Input(1)] public partial Input X15 { get; }
        [Input(1)] public partial Input X16 { get; }
        [Input(1)] public partial Input X17 { get; }
        [Add(nameof(X1), nameof(X17))] public partial Layer Y { get; }
    }
}

namespace Mistakes.NG1162
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64)] public partial Dense Left { get; }
        [Shared(nameof(Sample), From = nameof(Left))] public partial Layer Right { get; }   // ← nameof(Sample)
    }
}

namespace Mistakes.NG1163
{
    public sealed partial class Step;

    [Network]
    [Input(10)]
    [Apply<Step>]   // ← Apply<Step>
    public sealed partial class Classifier;
}

namespace Mistakes.NG1164
{
    [Network]
    public sealed partial class Classifier
    {
        [Dense(64, Activation.ReLU)] public partial Dense Hidden { get; }   // ← Dense(64, Activation.ReLU)
        [Input(10)] public partial Input Sample { get; }
        [Dense(1)] public partial Dense Score { get; }
    }
}
