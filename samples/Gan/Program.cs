using System.Globalization;
using NetGen;
using NetGen.Numerics;

// Two networks against each other (I. Goodfellow and others, "Generative adversarial nets", 2014): the generator makes points of noise, the
// discriminator tells them from real ones, which lie in eight heaps on a ring. The generator learns only through the discriminator: by
// BackwardToInput. dotnet run -c Release --project samples/Gan [-- gan.png]
const int Steps = 6000, Batch = 128, Modes = 8, Noise = Generator.InputLength;
const float Radius = 2, Deviation = 0.1f;
var random = new Random(1);

Generator g = new(seed: 1);
Discriminator d = new(seed: 2);
Console.WriteLine(Generator.Summary);
Console.WriteLine(Discriminator.Summary);
Adam gAdam = new(1e-3, beta1: 0.5), dAdam = new(1e-3, beta1: 0.5);
Tape<Generator> gTape = g.CreateTape(Batch);
Tape<Discriminator> dTape = d.CreateTape(Batch);
float[] noise = new float[Batch * Noise], real = new float[Batch * 2], shown = new float[Batch * 2], slope = new float[Batch],
    toFake = new float[Batch * 2];
float[] ones = [.. Enumerable.Repeat(1f, Batch)], zeros = new float[Batch];

for (int step = 1; step <= Steps; step++)
{
    // at first both are shown out of focus: heaps that overlap have slopes to follow
    float left = 1 - (float)step / Steps, blur = 0.4f * left * left;
    gAdam.LearningRate = dAdam.LearningRate = 1e-3 * left;

    // The discriminator: 1 for real points, 0 for made ones; the gradients of both add up on its tape.
    Real(real);
    Draw(noise);
    ReadOnlySpan<float> fake = g.Forward(gTape, noise);
    d.Forward(dTape, Blur(real, blur));
    float loss = d.Loss(dTape, ones);
    d.Backward(dTape);
    d.Forward(dTape, Blur(fake, blur));
    loss += d.Loss(dTape, zeros);
    d.Backward(dTape);
    dAdam.Step(d, dTape);

    // The generator: what would make the discriminator take its points for real?
    Losses.SigmoidCrossEntropy(d.Forward(dTape, Blur(fake, blur)), ones, slope);
    d.BackwardToInput(dTape, slope, toFake);
    g.Backward(gTape, toFake);
    gAdam.Step(g, gTape);

    if (step % 500 == 0)
    {
        (double near, int[] hits) = Judge(2000, null);
        Console.WriteLine(
            $"step {step}   discriminator's loss {loss:F3} (1.386 when it can only guess)   near a heap {near:P1}   heaps "
            + $"{hits.Count(hit => hit >= 2000 / Modes / 4)}");
    }
}

string file = args is [var path] ? path : Path.Combine(Path.GetTempPath(), "gan.png");
var picture = new Png(600, 600);
(double share, int[] counts) = Judge(5000, picture);
picture.Save(file);
int covered = counts.Count(count => count >= 5000 / Modes / 4);
Console.WriteLine(
    $"of 5,000 points {share:P1} within three deviations of the center of a heap; heaps covered: {covered} of {Modes} "
    + $"({string.Join(", ", counts)} points)");
Console.WriteLine($"{file}: real points gray, generated ones red");
return share >= 0.8 && covered == Modes ? 0 : 1;

void Draw(Span<float> values)
{
    foreach (ref float value in values) value = random.NextSingle() * 2 - 1;
}

// Two of the standard normal distribution, by Box and Muller.
(float, float) Normals()
{
    float radius = MathF.Sqrt(-2 * VectorMath.Log(1 - random.NextSingle())), angle = 2 * 3.14159265f * random.NextSingle();
    return (radius * VectorMath.Cos(angle), radius * VectorMath.Sin(angle));
}

(float X, float Y) Center(int mode) =>
    (Radius * VectorMath.Cos(mode * 2 * 3.14159265f / Modes), Radius * VectorMath.Sin(mode * 2 * 3.14159265f / Modes));

void Real(Span<float> points)
{
    for (int i = 0; i < points.Length; i += 2)
    {
        ((float X, float Y) center, (float x, float y)) = (Center(random.Next(Modes)), Normals());
        (points[i], points[i + 1]) = (center.X + Deviation * x, center.Y + Deviation * y);
    }
}

ReadOnlySpan<float> Blur(ReadOnlySpan<float> points, float deviation)
{
    for (int i = 0; i < points.Length; i += 2)
    {
        (float x, float y) = Normals();
        (shown[i], shown[i + 1]) = (points[i] + deviation * x, points[i + 1] + deviation * y);
    }
    return shown;
}

// How many of the generator's points are near a center, and of which.
(double Share, int[] Hits) Judge(int count, Png? picture)
{
    float[] noise = new float[count * Noise], made = new float[count * 2], points = new float[count * 2];
    Draw(noise);
    g.Predict(noise, made);
    var hits = new int[Modes];
    for (int i = 0; i < count; i++)
        for (int mode = 0; mode < Modes; mode++)
        {
            float x = made[2 * i] - Center(mode).X, y = made[2 * i + 1] - Center(mode).Y;
            if (x * x + y * y < 9 * Deviation * Deviation) hits[mode]++;
        }
    if (picture is not null)
    {
        Real(points);
        Plot(points, (190, 190, 190));
        Plot(made, (200, 30, 30));
    }
    return ((double)hits.Sum() / count, hits);

    void Plot(float[] points, (byte, byte, byte) color)
    {
        for (int i = 0; i < points.Length; i += 2) picture.Dot((int)(300 + 100 * points[i]), (int)(300 - 100 * points[i + 1]), 2, color);
    }
}

/// <summary>A point of noise.</summary>
[Network]
[Input(8)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(2)]
internal sealed partial class Generator;

/// <summary>Whether a point is real, as a logit.</summary>
[Network]
[Input(2)]
[Dense(64, Activation.LeakyReLU)]
[Dense(64, Activation.LeakyReLU)]
[Dense(1)]
[SigmoidCrossEntropy]
internal sealed partial class Discriminator;
