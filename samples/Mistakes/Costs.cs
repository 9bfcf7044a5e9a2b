// Networks that outgrow their budget.
// Each is in a namespace of its own; the page of that id in docs/diagnostics says what is behind it. Nothing here is meant to run.
using NetGen;

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
