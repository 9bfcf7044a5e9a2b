// Calls of networks whose lengths do not go together.
// Each is in a namespace of its own; the page of that id in docs/diagnostics says what is behind it. Nothing here is meant to run.
using NetGen;

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
