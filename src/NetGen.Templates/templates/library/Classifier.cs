namespace NetGenNamespace;

using global::NetGen;

/// <summary>
/// Says which of three kinds four numbers are of. Load it from a file with Load, train it with Fit or TrainStep. F12 on a member shows the
/// code that is generated.
/// </summary>
[Network]
[Input(4)]
[Dense(32, Activation.ReLU)]
[Dense(32, Activation.ReLU)]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class Classifier
{
    /// <summary>The most likely kind: 0, 1 or 2.</summary>
    /// <param name="sample">Four numbers.</param>
    public int Kind(ReadOnlySpan<float> sample)
    {
        Span<float> logits = stackalloc float[OutputLength];
        Predict(sample, logits);
        int best = 0;
        for (int i = 1; i < logits.Length; i++)
            if (logits[i] > logits[best] || float.IsNaN(logits[best])) best = i;
        return best;
    }
}
