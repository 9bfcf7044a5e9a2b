using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>
/// The losses for training by hand have the values of their formulas, the gradients of central differences, and PyTorch's limits.
/// </summary>
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
        Z, dz => Losses.SigmoidCrossEntropy(Z, Targets, dz),
        z => Enumerable.Range(0, 12).Average(i => Math.Log(1 + Math.Exp(z[i])) - z[i] * Targets[i]));

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
    public void Mean_absolute_error() => Check(
        Z, dz => Losses.MeanAbsoluteError(Z, Targets, dz), z => Enumerable.Range(0, 12).Average(i => Math.Abs(z[i] - Targets[i])));

    [Fact]
    public void Huber() => Check(
        Z, dz => Losses.Huber(Z, Targets, dz, 0.5f), z => Enumerable.Range(0, 12).Average(i => HuberOf(Math.Abs(z[i] - Targets[i]), 0.5)));

    [Fact]
    public void Smooth_L1() => Check(
        Z, dz => Losses.SmoothL1(Z, Targets, dz, 0.5f),
        z => Enumerable.Range(0, 12).Average(i => HuberOf(Math.Abs(z[i] - Targets[i]), 0.5) / 0.5));

    [Fact]
    public void Log_cosh()
    {
        Check(Z, dz => Losses.LogCosh(Z, Targets, dz), z => Enumerable.Range(0, 12).Average(i => Math.Log(Math.Cosh(z[i] - Targets[i]))));
        Assert.Equal(1e30f, Losses.LogCosh([1e30f, -1e30f], [0, 0], new float[2]));
        Assert.Equal(0, Losses.LogCosh([3], [3], new float[1]));
    }

    [Fact]
    public void Hinge()
    {
        float[] t = [.. Targets.Select(value => value > 0.5f ? 1f : -1f)];
        Check(Z, dz => Losses.Hinge(Z, t, dz), z => Enumerable.Range(0, 12).Average(i => Math.Max(0, 1 - t[i] * z[i])));
        var gradient = new float[3];
        Assert.Equal(4f / 3, Losses.Hinge([2, 1, -3], [1, 1, 1], gradient), Tolerance.SevenDigits);
        Assert.Equal([0, 0, -1f / 3], gradient);
    }

    [Fact]
    public void Categorical_hinge()
    {
        float[] t = [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1];
        Check(
            Z, dz => Losses.CategoricalHinge(Z, t, 4, dz),
            z => Enumerable.Range(0, 3).Average(i => Math.Max(0, 1 + Rows(i).Max(k => (1 - t[k]) * z[k]) - Rows(i).Sum(k => t[k] * z[k]))));
        var gradient = new float[6];
        Assert.Equal(1, Losses.CategoricalHinge([1, 1, 0, 1, 0, 3], [0, 0, 1, 0, 0, 1], 3, gradient));
        Assert.Equal([0.25f, 0.25f, -0.5f, 0, 0, 0], gradient);
    }

    [Fact]
    public void Cosine_similarity() => Check(
        Z, dz => Losses.CosineSimilarity(Z, Targets, 4, dz),
        z => Enumerable.Range(0, 3)
        .Average(i => 1 - Rows(i)
            .Sum(k => z[k] * Targets[k]) / Math.Sqrt(Rows(i).Sum(k => z[k] * z[k]) * Rows(i).Sum(k => (double)Targets[k] * Targets[k]))));

    [Fact]
    public void KL_divergence()
    {
        float[] t = [0.1f, 0.2f, 0.3f, 0.4f, 1, 0, 0, 0, 0.25f, 0.25f, 0.25f, 0.25f];
        Check(
            Probabilities, dp => Losses.KLDivergence(Probabilities, t, 4, dp),
            p => Enumerable.Range(0, 3).Average(i => Rows(i).Sum(k => t[k] == 0 ? 0 : t[k] * Math.Log(t[k] / p[k]))));
    }

    [Fact]
    public void Softmax_cross_entropy_smooths_labels()
    {
        int[] t = [0, 3, 1];
        float[] distributions = [0.1f, 0.2f, 0.3f, 0.4f, 1, 0, 0, 0, 0.25f, 0.25f, 0.25f, 0.25f];
        Check(Z, dz => Losses.SoftmaxCrossEntropy(Z, t, dz, 0.2f),
            z => Enumerable.Range(0, 3).Average(i => LogSumExp(z, i) - 0.8 * z[4 * i + t[i]] - 0.05 * Rows(i).Sum(k => z[k])));
        Check(
            Z, dz => Losses.SoftmaxCrossEntropy(Z, distributions, 4, dz, 0.2f),
            z => Enumerable.Range(0, 3).Average(i => Rows(i).Sum(k => (0.8 * distributions[k] + 0.05) * (LogSumExp(z, i) - z[k]))));
    }

    [Fact]
    public void Softmax_cross_entropy_ignores_an_index()
    {
        int[] t = [2, -100, 1];
        Check(Z, dz => Losses.SoftmaxCrossEntropy(Z, t, dz, ignoreIndex: -100), z => (LogSumExp(z, 0) - z[2] + LogSumExp(z, 2) - z[9]) / 2);
        Check(Z, dz => Losses.SoftmaxCrossEntropy(Z, t, dz, ignoreIndex: -100, labelSmoothing: 0.2f),
            z => new[] { 0, 2 }.Average(i => LogSumExp(z, i) - 0.8 * z[4 * i + t[i]] - 0.05 * Rows(i).Sum(k => z[k])));
        float[] none = [1, 2, 3, 4];
        Assert.Equal(0, Losses.SoftmaxCrossEntropy([1, float.NaN, 3, 4], [1, 1], none, ignoreIndex: 1));
        Assert.Equal([0, 0, 0, 0], none);
        Assert.Contains("-100 is ignored",
            Assert.Throws<ArgumentException>(() => Losses.SoftmaxCrossEntropy(Z, [0, 1, 4], new float[12], ignoreIndex: -100)).Message);
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
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Huber([1], [1], new float[1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.SoftmaxCrossEntropy([1, 2], [1], new float[2], labelSmoothing: 1.5f));
        Assert.Throws<ArgumentException>(() => Losses.CosineSimilarity([1, 2, 3], [1, 2, 3], 2, new float[3]));
        Assert.Throws<ArgumentException>(() => Losses.SoftmaxCrossEntropy([1, 2, 3], [0, 1], new float[3]));
        Assert.Throws<ArgumentException>(() => Losses.SoftmaxCrossEntropy([1, 2, 3, 4], [0, 2], new float[4]));
    }

    private static IEnumerable<int> Rows(int row) => Enumerable.Range(4 * row, 4);

    private static double HuberOf(double size, double delta) => size <= delta ? size * size / 2 : delta * (size - delta / 2);

    private static double LogSumExp(double[] z, int row) => Math.Log(Enumerable.Range(0, 4).Sum(j => Math.Exp(z[4 * row + j])));

    private delegate float Loss(Span<float> gradient);

    private static void Check(float[] at, Loss loss, Func<double[], double> reference)
    {
        var gradient = new float[at.Length];
        double[] values = Array.ConvertAll(at, value => (double)value);
        Assert.Equal(reference(values), loss(gradient), Tolerance.SevenDigits);
        for (int i = 0; i < at.Length; i++)
        {
            double[] above = [.. values], below = [.. values];
            above[i] += 1e-6;
            below[i] -= 1e-6;
            Assert.Equal((reference(above) - reference(below)) / 2e-6, gradient[i], Tolerance.SevenDigits);
        }
    }
}
