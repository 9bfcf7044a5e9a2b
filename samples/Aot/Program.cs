using System.Diagnostics;
using NetGen;

// The time of one prediction by a network no one has trained: what a program costs that does nothing else.
if (args is ["first"])
{
    Console.WriteLine(new Classifier(seed: 42).Predict(new float[Classifier.InputLength]));
    return 0;
}

Console.WriteLine(Classifier.Summary);

// The rule to learn: of ten numbers, x₀ + x₁ > x₂².
var (x, t) = Samples(1000, seed: 1);
var (heldOutX, heldOutT) = Samples(500, seed: 2);
var net = new Classifier(seed: 42);
History history = net.Fit(Classifier.Data(x, t), new Adam(1e-3), epochs: 100, batchSize: 32);
Evaluation evaluation = net.Evaluate(Classifier.Data(heldOutX, heldOutT));
Console.WriteLine($"after {history.Epochs.Count} epochs: {evaluation}");

// A file read back gives the same network to the bit.
string path = Path.Combine(Path.GetTempPath(), $"aot-{Environment.ProcessId}.safetensors");
net.Save(path);
bool same = Classifier.Load(path)
    .Predict(heldOutX.AsSpan(0, Classifier.InputLength)) == net.Predict(heldOutX.AsSpan(0, Classifier.InputLength));
File.Delete(path);
Console.WriteLine(same ? "saved, loaded: the same bits" : "saved, loaded: other predictions!");

Console.WriteLine($"one prediction: {Nanoseconds():F0} ns");
return same && evaluation.Accuracy >= 0.95 ? 0 : 1;

// The best of many turns: the others were disturbed.
double Nanoseconds()
{
    const int Turns = 200, Calls = 100;
    var sample = heldOutX.AsSpan(0, Classifier.InputLength);
    double best = double.MaxValue;
    for (int turn = 0; turn < Turns; turn++)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < Calls; call++) net.Predict(sample);
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls);
    }
    return best;
}

static (float[] X, float[] T) Samples(int count, int seed)
{
    var random = new Random(seed);
    float[] x = new float[count * Classifier.InputLength], t = new float[count];
    for (int i = 0; i < x.Length; i++) x[i] = random.NextSingle() * 2 - 1;
    for (int i = 0; i < count; i++)
    {
        var sample = x.AsSpan(i * Classifier.InputLength, Classifier.InputLength);
        t[i] = sample[0] + sample[1] > sample[2] * sample[2] ? 1 : 0;
    }
    return (x, t);
}

/// <summary>Says how likely it is that ten numbers follow the rule.</summary>
[Network]
[Input(10)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropy]
internal sealed partial class Classifier;
