// Every kind of mistake that one file can hold, each in a namespace of its own. `dotnet build` of this folder prints a line for each, and the page of that id in docs/diagnostics
// says what is behind it. Nothing here is meant to run.
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
        [Shared(nameof(First), From = nameof(First))] public partial Dense Second { get; }   // ← Shared(nameof(First), From = nameof(First))
    }
}

namespace Mistakes.NG3101
{
    [Network]
    [Input(10)]
    [Dense(1, Activation.Sigmoid)]
    [BinaryCrossEntropy]
    public sealed partial class Classifier
    {
        public float Example() => Predict(new float[9]);   // ← new float[9]
    }
}

namespace Mistakes.NG3102
{
    [Network]
    [Input(10)]
    [Dense(3)]
    [SoftmaxCrossEntropy]
    public sealed partial class Classifier
    {
        public void Example(Optimizer optimizer) => TrainStep(new float[20], [2, 3], optimizer);   // ← 3
    }
}

namespace Mistakes.NG3103
{
    [Network]
    [Input(3)]
    [Dense(7)]
    public sealed partial class Generator;

    [Network]
    [Input(10)]
    [Dense(1, Activation.Sigmoid)]
    [BinaryCrossEntropy]
    public sealed partial class Classifier
    {
        public float Example(Generator generator, Tape<Generator> tape, float[] noise) =>
            Predict(generator.Forward(tape, noise));   // ← generator.Forward(tape, noise)
    }
}

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
        [Dense(32, Activation.ReLU, From = nameof(Values))] public partial Dense Aside { get; }   // ← Dense(32, Activation.ReLU, From = nameof(Values))
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

namespace Mistakes.NG6001
{
    [Network]
    [Budget(MaxParameters = 50)]   // ← MaxParameters = 50
    [Input(4)]
    [Dense(8, Activation.ReLU)]
    [Dense(3)]
    [SoftmaxCrossEntropy]
    public sealed partial class Classifier;
}
