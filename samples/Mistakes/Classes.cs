// Mistakes in the class that a network or a block is declared as.
// Each is in a namespace of its own; the page of that id in docs/diagnostics says what is behind it. Nothing here is meant to run.
using NetGen;

namespace Mistakes.NG1001
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public sealed class Classifier { }   // ← Classifier
}

namespace Mistakes.NG1002
{
    public class Game   // ← Game
    {
        [Network, Input(10), Dense(1)]
        private sealed partial class Policy;
    }
}

namespace Mistakes.NG1003
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public sealed partial class Classifier<T>;   // ← <T>
}

namespace Mistakes.NG1004
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public static partial class Classifier;   // ← static
}

namespace Mistakes.NG1005
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public abstract partial class Classifier;   // ← abstract
}

namespace Mistakes.NG1006
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public partial record Classifier;   // ← Classifier
}

namespace Mistakes.NG1007
{
    [Network]
    [Input(10)]
    [Dense(1)]
    sealed file partial class Classifier;   // ← file
}

namespace Mistakes.NG1008
{
    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU)]
    public sealed partial class Classifier;

    [Dense(1)]   // ← Dense(1)
    public sealed partial class Classifier;
}

namespace Mistakes.NG1009
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public sealed partial class Classifier
    {
        [Dense(64)]   // ← Dense(64)
        public int Hidden => 64;
    }
}

namespace Mistakes.NG1010
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public sealed partial class Classifier
    {
        public bool Predict(float[] sample) => sample[0] > 0;   // ← Predict
    }
}

namespace Mistakes.NG1011
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public sealed partial class Classifier
    {
        public Classifier(ulong id) => Id = id;   // ← Classifier

        public ulong Id { get; }
    }
}

namespace Mistakes.NG1012
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public sealed partial class Classifier
    {
        public Classifier(string name) => Name = name;   // ← Classifier

        public string Name { get; }
    }
}

namespace Mistakes.NG1013
{
    [Network]
    [Input(10)]
    [Dense(1)]
    public sealed partial class Classifier(string name)   // ← (string name)
    {
        public string Name => name;
    }
}

namespace Mistakes.NG1015
{
    [Input(10)]   // ← Input(10)
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG1017
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64, Activation.ReLU)] public Dense Hidden { get; }   // ← Hidden
        [Dense(1)] public partial Dense Score { get; }
    }
}

namespace Mistakes.NG1018
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64, Activation.ReLU)] public partial Dense Hidden { get; set; }   // ← Hidden
        [Dense(1)] public partial Dense Score { get; }
    }
}

namespace Mistakes.NG1019
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64, Activation.ReLU)] public partial Dense Hidden { get; }
        [MeanSquaredError] public partial Dense Score { get; }   // ← Score
    }
}

namespace Mistakes.NG1020
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64), ReLU] public partial Dense Hidden { get; }   // ← ReLU
        [Dense(1)] public partial Dense Score { get; }
    }
}

namespace Mistakes.NG1021
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Layer Hidden { get; }   // ← Layer
        [Dense(1)] public partial Dense Score { get; }
    }
}

namespace Mistakes.NG1022
{
    [Block, Dense(10)]
    public sealed class Step;   // ← Step

    [Network]
    [Input(10)]
    [Dense(1)]
    public sealed partial class Classifier;
}

namespace Mistakes.NG1023
{
    [Block, Dense(10)]
    public sealed partial class Step<T>;   // ← Step
}

namespace Mistakes.NG1024
{
    [Network, Block, Input(10), Dense(10)]
    public sealed partial class Step;   // ← Step
}

namespace Mistakes.NG1025
{
    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU)]
    [Dense(1)]
    public sealed partial class Classifier;

    [Network]   // ← Network
    public sealed partial class Classifier;
}

namespace Mistakes.NG1026
{
    [Network]
    public sealed partial class Classifier
    {
        [Input(10)] public partial Input Sample { get; }
        [Dense(64, Activation.ReLU)] public partial Dense Hidden { get; }
        [Dense(64, Activation.ReLU)] public partial Dense hidden { get; }   // ← hidden
        [Dense(1)] public partial Dense Score { get; }
    }
}

namespace Mistakes.NG1027
{
    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU)]
    [Dense(1)]
    public partial class Regression;

    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU)]
    [Dense(3)]
    public sealed partial class Classifier : Regression;   // ← Regression
}
