// Layers, losses and targets that do not fit the input.
// Each is in a namespace of its own; the page of that id in docs/diagnostics says what is behind it. Nothing here is meant to run.
using NetGen;

namespace Mistakes.NG2001
{
    [Network]
    [Input(28, 28)]
    [Dense(10)]   // ← Dense(10)
    public sealed partial class Classifier;
}

namespace Mistakes.NG2002
{
    [Network]
    [Input(10)]
    [Dense(1)]
    [BinaryCrossEntropy]   // ← BinaryCrossEntropy
    public sealed partial class Classifier;
}

namespace Mistakes.NG2003
{
    [Network]
    [Input(10)]
    [Dense(3, Activation.Softmax)]
    [SoftmaxCrossEntropy]   // ← SoftmaxCrossEntropy
    public sealed partial class Classifier;
}

namespace Mistakes.NG2004
{
    [Network]
    [Input(10)]
    [Dense(1, Activation.Softmax)]   // ← Activation.Softmax
    public sealed partial class Classifier;
}

namespace Mistakes.NG2005
{
    [Network]
    [Input(28, 28)]
    [Tanh]
    [MeanSquaredError]   // ← MeanSquaredError
    public sealed partial class Classifier;
}

namespace Mistakes.NG2006
{
    [Network]
    [Input(10)]
    [Dense(3, Activation.Sigmoid)]
    [CrossEntropy]   // ← CrossEntropy
    public sealed partial class Classifier;
}

namespace Mistakes.NG2007
{
    [Network]
    [Input(10)]
    [Dense(1)]
    [LayerNorm]   // ← LayerNorm
    public sealed partial class Classifier;
}

namespace Mistakes.NG2008
{
    [Network]
    [Input(12)]
    [Reshape(3, 5)]   // ← 3, 5
    [ReLU]
    public sealed partial class Classifier;
}

namespace Mistakes.NG2009
{
    [Network]
    [Input(10)]
    [Slice(8, 3)]   // ← 3
    public sealed partial class Classifier;
}

namespace Mistakes.NG2010
{
    [Network]
    [Input(10)]
    [Split(3, 0)]   // ← 3
    public sealed partial class Classifier;
}

namespace Mistakes.NG2020
{
    [Network]
    [Input(10)]
    [Dense(3)]
    [KLDivergence]   // ← KLDivergence
    public sealed partial class Net;
}

namespace Mistakes.NG2021
{
    [Network]
    [Input(10)]
    [Dense(3, Activation.Softmax)]
    [KLDivergence(LogProbabilities = true)]   // ← LogProbabilities = true
    public sealed partial class Net;
}

namespace Mistakes.NG2022
{
    [Network]
    [Input(10)]
    [Dense(1, Activation.Sigmoid)]
    [Hinge]   // ← Hinge
    public sealed partial class Net;
}

namespace Mistakes.NG2023
{
    [Network]
    [Input(10)]
    [Dense(1)]
    [CosineSimilarity]   // ← CosineSimilarity
    public sealed partial class Net;
}

namespace Mistakes.NG2040
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64)] public partial Dense Hidden { get; }
        [Add(nameof(Hidden))] public partial Layer Joined { get; }   // ← Add(nameof(Hidden))
    }
}

namespace Mistakes.NG2041
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64)] public partial Dense Hidden { get; }
        [Add(nameof(Hidden), nameof(Sample))] public partial Layer Joined { get; }   // ← Add(nameof(Hidden), nameof(Sample))
    }
}

namespace Mistakes.NG2042
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(28, 28)] public partial Input Picture { get; }
        [Input(14, 28)] public partial Input Other { get; }
        [Concat(nameof(Picture), nameof(Other))] public partial Layer Joined { get; }   // ← Concat(nameof(Picture), nameof(Other))
    }
}

namespace Mistakes.NG2043
{
    [Block, Dense(64, Activation.ReLU)]
    public sealed partial class Wider;

    [Network]
    [Input(10)]
    [Residual<Wider>]   // ← Residual<Wider>
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG2044
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64)] public partial Dense First { get; }
        // ← Shared(nameof(First), From = nameof(First))
        [Shared(nameof(First), From = nameof(First))] public partial Dense Second { get; }
    }
}
