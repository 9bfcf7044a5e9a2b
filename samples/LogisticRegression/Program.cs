using NetGen;

// A hundred points in ten dimensions, and a plane that divides them. Plain gradient descent: every step sees all points.
const int Samples = 100, Steps = 1000;
var random = new Random(1);
var normal = new float[LogisticRegression.InputLength];
for (int j = 0; j < normal.Length; j++) normal[j] = random.NextSingle() * 2 - 1;

float[] x = new float[Samples * normal.Length], t = new float[Samples];
for (int i = 0; i < Samples; i++)
{
    float side = 0.1f;
    for (int j = 0; j < normal.Length; j++)
    {
        x[i * normal.Length + j] = random.NextSingle() * 2 - 1;
        side += normal[j] * x[i * normal.Length + j];
    }
    t[i] = side > 0 ? 1 : 0;
}

var model = new LogisticRegression(seed: 1);
var descent = new SGD(0.1);
for (int step = 1; step <= Steps; step++)
{
    float loss = model.TrainStep(x, t, descent);
    if (step == 1 || step % 100 == 0) Console.WriteLine($"step {step,4}   loss {loss:F4}");
}

int right = 0;
for (int i = 0; i < Samples; i++)
    if (model.Predict(x.AsSpan(i * normal.Length, normal.Length)) > 0.5f == t[i] > 0.5f) right++;
Console.WriteLine($"{right} of {Samples} points on the right side");

Console.WriteLine("     plane   learned");
for (int j = 0; j < normal.Length; j++) Console.WriteLine($"{normal[j],10:F3} {model.Dense1.Weight[j, 0],8:F3}");

/// <summary>p = σ(w·x + b).</summary>
[Network]
[Input(10)]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropy]
internal sealed partial class LogisticRegression;
