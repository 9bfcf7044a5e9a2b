using NetGen;

// The rule to learn: of ten numbers, x₀ + x₁ > x₂². The other seven say nothing, which the network has to find out.
var (x, t) = Samples(1000, seed: 1);
var (heldOutX, heldOutT) = Samples(500, seed: 2);

Console.WriteLine(Classifier.Summary);
var net = new Classifier(seed: 42);
net.Fit(Classifier.Data(x, t), new Adam(1e-3), epochs: 100, batchSize: 32,
    validation: Classifier.Data(heldOutX, heldOutT), report: epoch =>
    {
        if (epoch.Epoch % 10 == 0) Console.WriteLine(epoch);
    });

var predictions = new float[heldOutT.Length];
net.Predict(heldOutX, predictions);
int right = 0;
for (int i = 0; i < predictions.Length; i++)
    if (predictions[i] > 0.5f == heldOutT[i] > 0.5f) right++;
Console.WriteLine($"accuracy on {predictions.Length} samples it has not seen: {(double)right / predictions.Length:P1}");

// A file read back gives the same network to the bit.
string path = Path.Combine(Path.GetTempPath(), "quickstart.safetensors");
net.Save(path);
var again = new float[predictions.Length];
Classifier.Load(path).Predict(heldOutX, again);
bool same = predictions.AsSpan().SequenceEqual(again);
Console.WriteLine($"saved to {path}, loaded: {(same ? "the same bits" : "other predictions!")}");
return same && right >= 0.95 * predictions.Length ? 0 : 1;

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
