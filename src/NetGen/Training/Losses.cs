using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Losses as functions, for training loops of your own: each returns its mean and writes the gradient of that mean, ready for a network's
/// Backward. Formulas and means are PyTorch's.
/// </summary>
public static class Losses
{
    /// <summary>PyTorch's bound for logarithms of probabilities: BCELoss clamps them at −100.</summary>
    private const float SmallestLogarithm = -100;

    /// <summary>Mean over all values of (y − t)².</summary>
    /// <param name="y">What the network says.</param>
    /// <param name="t">What is right; as many values.</param>
    /// <param name="dy">Receives 2·(y − t) / values.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0.</exception>
    public static float MeanSquaredError(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy)
    {
        Check(y.Length, t.Length, dy.Length);
        var sum = new LossSum(y.Length);
        for (int i = 0; i < y.Length; i++)
        {
            float difference = y[i] - t[i];
            sum.Add(difference * difference);
            dy[i] = 2 * difference / y.Length;
        }
        return sum.Total() / y.Length;
    }

    /// <summary>Mean over all values of −t·ln y − (1 − t)·ln(1 − y), logarithms not below −100, for probabilities y.</summary>
    /// <param name="y">Probabilities, 0 … 1.</param>
    /// <param name="t">What is right, 0 … 1; as many values.</param>
    /// <param name="dy">Receives (y − t) / max(y·(1 − y), 10⁻¹²) / values.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0.</exception>
    public static float BinaryCrossEntropy(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy)
    {
        Check(y.Length, t.Length, dy.Length);
        var sum = new LossSum(y.Length);
        for (int i = 0; i < y.Length; i++)
        {
            float p = y[i], target = t[i];
            sum.Add(-(target * Logarithm(VectorMath.Log(p)) + (1 - target) * Logarithm(VectorMath.Log1p(-p))));
            float slope = p * (1 - p);
            dy[i] = (p - target) / (slope < 1e-12f ? 1e-12f : slope) / y.Length;
        }
        return sum.Total() / y.Length;
    }

    /// <summary>Binary cross-entropy of σ(z): mean over all values of max(z, 0) − z·t + ln(1 + e^−|z|).</summary>
    /// <param name="z">Logits.</param>
    /// <param name="t">What is right, 0 … 1; as many values.</param>
    /// <param name="dz">Receives (σ(z) − t) / values.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0.</exception>
    public static float SigmoidCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> t, Span<float> dz)
    {
        Check(z.Length, t.Length, dz.Length);
        var sum = new LossSum(z.Length);
        for (int i = 0; i < z.Length; i++)
        {
            sum.Add((0 > z[i] ? 0 : z[i]) - z[i] * t[i] + VectorMath.Log1p(VectorMath.Exp(-MathF.Abs(z[i]))));
            dz[i] = (VectorMath.Sigmoid(z[i]) - t[i]) / z.Length;
        }
        return sum.Total() / z.Length;
    }

    /// <summary>Cross-entropy of softmax(z) with class indices: mean over samples of ln Σⱼ e^zⱼ − z[t].</summary>
    /// <param name="z">Logits, one row of classes a sample.</param>
    /// <param name="t">A class index for every sample.</param>
    /// <param name="dz">Receives (softmax(z) − [j = t]) / samples.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths do not go together, or an index is no class.</exception>
    public static float SoftmaxCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<int> t, Span<float> dz)
    {
        if (t.Length == 0 || z.Length % t.Length != 0 || z.Length == 0)
            throw new ArgumentException($"z has {z.Length} values for {t.Length} samples; it must hold a logit for every class of each.", nameof(z));
        Check(z.Length, z.Length, dz.Length);
        int classes = z.Length / t.Length;
        Arguments.ClassIndices(t, classes, nameof(t));
        var sum = new LossSum(t.Length);
        for (int i = 0; i < t.Length; i++)
        {
            ReadOnlySpan<float> row = z.Slice(i * classes, classes);
            Span<float> gradient = dz.Slice(i * classes, classes);
            (float largest, float logarithm) = Softmax(row, gradient);
            sum.Add(logarithm + (largest - row[t[i]]));
            gradient[t[i]] -= 1;
            foreach (ref float g in gradient) g /= t.Length;
        }
        return sum.Total() / t.Length;
    }

    /// <summary>Cross-entropy of softmax(z) with distributions: mean over samples of Σⱼ tⱼ·(ln Σᵢ e^zᵢ − zⱼ).</summary>
    /// <param name="z">Logits, one row of classes a sample.</param>
    /// <param name="t">A probability for each; rows add up to 1.</param>
    /// <param name="classes">Values a row.</param>
    /// <param name="dz">Receives (softmax(z) − t) / samples.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths do not go together.</exception>
    public static float SoftmaxCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> t, int classes, Span<float> dz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Check(z.Length, t.Length, dz.Length);
        int samples = Arguments.SomeSamples(z.Length, classes, nameof(z));
        var sum = new LossSum(samples);
        for (int i = 0; i < samples; i++)
        {
            ReadOnlySpan<float> row = z.Slice(i * classes, classes), target = t.Slice(i * classes, classes);
            Span<float> gradient = dz.Slice(i * classes, classes);
            (float largest, float logarithm) = Softmax(row, gradient);
            var terms = new LossSum(classes);
            for (int j = 0; j < classes; j++)
            {
                terms.Add(target[j] == 0 ? 0 : target[j] * (logarithm + (largest - row[j])));
                gradient[j] = (gradient[j] - target[j]) / samples;
            }
            sum.Add(terms.Total());
        }
        return sum.Total() / samples;
    }

    /// <summary>y = softmax(z); returns the largest z and ln Σ e^(z − largest), apart because their sum would round to the larger one's precision.</summary>
    private static (float Largest, float Logarithm) Softmax(ReadOnlySpan<float> z, Span<float> y)
    {
        float largest = z[0];
        foreach (float value in z) largest = value > largest ? value : largest;
        var sum = new LossSum(z.Length);
        for (int j = 0; j < z.Length; j++) sum.Add(y[j] = VectorMath.Exp(z[j] - largest));
        float total = sum.Total();
        foreach (ref float value in y) value /= total;
        return (largest, VectorMath.Log(total));
    }

    private static float Logarithm(float value) => SmallestLogarithm > value ? SmallestLogarithm : value;

    private static void Check(int y, int t, int dy)
    {
        if (y != t || y != dy || y == 0)
            throw new ArgumentException($"There are {y} values, {t} targets and {dy} gradients; there must be as many of each, and at least one.");
    }
}
