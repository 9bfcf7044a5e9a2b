using NetGen.Tests.Fakes;

namespace NetGen.Tests;

public class LossesTests
{
    private static readonly float[] Z = Samples.Values(12, seed: 3);
    private static readonly float[] Probabilities = [.. Z.Select(z => 0.5f + 0.4f * z)];
    private static readonly float[] Targets = [.. Samples.Values(12, seed: 4).Select(t => 0.5f + 0.5f * t)];

    [Fact]
    public void Mean_squared_error() => Check(
        Z, dz => Losses.MeanSquaredError(Z, Targets, dz), z => Enumerable.Range(0, 12).Average(i => Math.Pow(z[i] - Targets[i], 2)));

    [Fact]
    public void Binary_cross_entropy() => Check(
        Probabilities, dy => Losses.BinaryCrossEntropy(Probabilities, Targets, dy),
        y => Enumerable.Range(0, 12).Average(i => -Targets[i] * Math.Log(y[i]) - (1 - Targets[i]) * Math.Log(1 - y[i])));

    [Fact]
    public void Sigmoid_cross_entropy() => Check(
        Z, dz => Losses.SigmoidCrossEntropy(Z, Targets, dz), z => Enumerable.Range(0, 12).Average(i => Math.Log(1 + Math.Exp(z[i])) - z[i] * Targets[i]));

    [Fact]
    public void Softmax_cross_entropy_of_indices()
    {
        int[] t = [0, 3, 1];
        Check(Z, dz => Losses.SoftmaxCrossEntropy(Z, t, dz), z => Enumerable.Range(0, 3).Average(i => LogSumExp(z, i) - z[4 * i + t[i]]));
    }

    [Fact]
    public void Softmax_cross_entropy_of_distributions()
    {
        float[] t = [0.1f, 0.2f, 0.3f, 0.4f, 1, 0, 0, 0, 0.25f, 0.25f, 0.25f, 0.25f];
        Check(
            Z, dz => Losses.SoftmaxCrossEntropy(Z, t, 4, dz),
            z => Enumerable.Range(0, 3).Average(i => Enumerable.Range(0, 4).Sum(j => t[4 * i + j] * (LogSumExp(z, i) - z[4 * i + j]))));
    }

    [Fact]
    public void Extreme_values_stay_finite_as_in_PyTorch()
    {
        float[] d = new float[2];
        Assert.Equal(100, Losses.BinaryCrossEntropy([0, 1], [1, 0], d));
        Assert.All(d, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(0, Losses.BinaryCrossEntropy([0, 1], [0, 1], d));
        Assert.Equal(500, Losses.SigmoidCrossEntropy([1000, -1000], [0, 0], d));
        Assert.Equal(1000, Losses.SoftmaxCrossEntropy([1000, -1000, 500, 1500], [1, 1], new float[4]), 1e-3);
        Assert.True(float.IsNaN(Losses.MeanSquaredError([float.NaN, 0], [0, 0], d)));
    }

    [Fact]
    public void Lengths_are_checked()
    {
        Assert.Throws<ArgumentException>(() => Losses.MeanSquaredError([1, 2], [1], new float[2]));
        Assert.Throws<ArgumentException>(() => Losses.MeanSquaredError([], [], []));
        Assert.Throws<ArgumentException>(() => Losses.SoftmaxCrossEntropy([1, 2, 3], [0, 1], new float[3]));
        Assert.Throws<ArgumentException>(() => Losses.SoftmaxCrossEntropy([1, 2, 3, 4], [0, 2], new float[4]));
    }

    private static double LogSumExp(double[] z, int row) => Math.Log(Enumerable.Range(0, 4).Sum(j => Math.Exp(z[4 * row + j])));

    private delegate float Loss(Span<float> gradient);

    private static void Check(float[] at, Loss loss, Func<double[], double> reference)
    {
        var gradient = new float[at.Length];
        double[] values = Array.ConvertAll(at, value => (double)value);
        Assert.Equal(reference(values), loss(gradient), 1e-6);
        for (int i = 0; i < at.Length; i++)
        {
            double[] above = [.. values], below = [.. values];
            above[i] += 1e-6;
            below[i] -= 1e-6;
            Assert.Equal((reference(above) - reference(below)) / 2e-6, gradient[i], 1e-6);
        }
    }
}
