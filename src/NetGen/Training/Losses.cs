using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Losses as functions, for training loops of your own: each returns its mean and writes the gradient of that mean, ready for a network's
/// Backward. Formulas and means are PyTorch's.
/// </summary>
public static partial class Losses
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
        Check(y, t, dy);
        var sum = new LossSum(y.Length);
        for (int i = 0; i < y.Length; i++)
        {
            float difference = y[i] - t[i];
            sum.Add(difference * difference);
            dy[i] = 2 * difference / y.Length;
        }
        return sum.Mean();
    }

    /// <summary>Mean over all values of −t·ln y − (1 − t)·ln(1 − y), logarithms not below −100, for probabilities y.</summary>
    /// <param name="y">Probabilities, 0 … 1.</param>
    /// <param name="t">What is right, 0 … 1; as many values.</param>
    /// <param name="dy">Receives (y − t) / max(y·(1 − y), 10⁻¹²) / values.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0, or a target is not from 0 to 1.</exception>
    public static float BinaryCrossEntropy(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy)
    {
        Check(y, t, dy);
        Arguments.Probabilities(t, nameof(t));
        var sum = new LossSum(y.Length);
        for (int i = 0; i < y.Length; i++)
        {
            float p = y[i], target = t[i];
            sum.Add(-(target * Logarithm(VectorMath.Log(p)) + (1 - target) * Logarithm(VectorMath.Log1p(-p))));
            float slope = p * (1 - p);
            dy[i] = (p - target) / (slope < 1e-12f ? 1e-12f : slope) / y.Length;
        }
        return sum.Mean();
    }

    /// <summary>Binary cross-entropy of σ(z): mean over all values of max(z, 0) − z·t + ln(1 + e^−|z|).</summary>
    /// <param name="z">Logits.</param>
    /// <param name="t">What is right, 0 … 1; as many values.</param>
    /// <param name="dz">Receives (σ(z) − t) / values.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0, or a target is not from 0 to 1.</exception>
    public static float SigmoidCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> t, Span<float> dz)
    {
        Check(z, t, dz);
        Arguments.Probabilities(t, nameof(t));
        var sum = new LossSum(z.Length);
        for (int i = 0; i < z.Length; i++)
        {
            sum.Add((0 > z[i] ? 0 : z[i]) - z[i] * t[i] + VectorMath.Log1p(VectorMath.Exp(-MathF.Abs(z[i]))));
            dz[i] = (VectorMath.Sigmoid(z[i]) - t[i]) / z.Length;
        }
        return sum.Mean();
    }

    /// <summary>Mean over all values of |y − t|.</summary>
    /// <param name="y">What the network says.</param>
    /// <param name="t">What is right; as many values.</param>
    /// <param name="dy">Receives sign(y − t) / values, 0 where they are equal.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0.</exception>
    public static float MeanAbsoluteError(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy)
    {
        Check(y, t, dy);
        var sum = new LossSum(y.Length);
        for (int i = 0; i < y.Length; i++)
        {
            float error = y[i] - t[i];
            sum.Add(MathF.Abs(error));
            dy[i] = (error > 0 ? 1 : 0 > error ? -1 : error) / y.Length;      // 0 and NaN pass
        }
        return sum.Mean();
    }

    /// <summary>Mean over all values of e²/2 where |e| ≤ δ, else δ·(|e| − δ/2), with e = y − t.</summary>
    /// <param name="y">What the network says.</param>
    /// <param name="t">What is right; as many values.</param>
    /// <param name="dy">Receives clamp(y − t, −δ, δ) / values.</param>
    /// <param name="delta">δ, positive: where squares give way to magnitudes.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0, or δ is not positive.</exception>
    public static float Huber(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy, float delta = 1) => Huber(y, t, dy, delta, 1);

    /// <summary>Mean over all values of e²/(2β) where |e| &lt; β, else |e| − β/2, with e = y − t.</summary>
    /// <param name="y">What the network says.</param>
    /// <param name="t">What is right; as many values.</param>
    /// <param name="dy">Receives clamp((y − t)/β, −1, 1) / values.</param>
    /// <param name="beta">β, positive: where squares give way to magnitudes.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0, or β is not positive.</exception>
    public static float SmoothL1(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy, float beta = 1) =>
        Huber(y, t, dy, beta, 1 / beta);

    /// <summary>Mean over all values of max(0, 1 − t·y), for targets −1 and 1.</summary>
    /// <param name="y">What the network says: its sign is the answer, its size the margin.</param>
    /// <param name="t">What is right, −1 or 1; as many values.</param>
    /// <param name="dy">Receives −t / values where 1 − t·y is positive, else 0.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0.</exception>
    public static float Hinge(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy)
    {
        Check(y, t, dy);
        var sum = new LossSum(y.Length);
        for (int i = 0; i < y.Length; i++)
        {
            float missing = 1 - t[i] * y[i];
            sum.Add(0 > missing ? 0 : missing);
            dy[i] = 0 >= missing ? 0 : -t[i] / y.Length;
        }
        return sum.Mean();
    }

    /// <summary>Mean over all values of ln cosh(y − t), computed as |e| + ln(1 + e^(−2|e|)) − ln 2.</summary>
    /// <param name="y">What the network says.</param>
    /// <param name="t">What is right; as many values.</param>
    /// <param name="dy">Receives tanh(y − t) / values.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or are 0.</exception>
    public static float LogCosh(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy)
    {
        Check(y, t, dy);
        var sum = new LossSum(y.Length);
        for (int i = 0; i < y.Length; i++)
        {
            float error = y[i] - t[i], size = MathF.Abs(error), loss = size + (VectorMath.Log1p(VectorMath.Exp(-2 * size)) - 0.6931472f);
            sum.Add(0 > loss ? 0 : loss);
            dy[i] = VectorMath.Tanh(error) / y.Length;
        }
        return sum.Mean();
    }

    private static float Huber(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy, float bound, float factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        Check(y, t, dy);
        var sum = new LossSum(y.Length);
        for (int i = 0; i < y.Length; i++)
        {
            float error = y[i] - t[i], size = MathF.Abs(error), near = bound > size ? size : float.IsNaN(size) ? size : bound;
            sum.Add(near * (size - 0.5f * near));
            dy[i] = factor * (error > bound ? bound : -bound > error ? -bound : error) / y.Length;
        }
        return factor * sum.Mean();
    }

    private static float Logarithm(float value) => SmallestLogarithm > value ? SmallestLogarithm : value;

    /// <summary>Requires as many values, targets and gradients, which overwrite neither.</summary>
    private static void Check(ReadOnlySpan<float> y, ReadOnlySpan<float> t, ReadOnlySpan<float> dy)
    {
        if (y.Length != t.Length || y.Length != dy.Length || y.IsEmpty)
            throw new ArgumentException(
                $"There are {y.Length} values, {t.Length} targets and {dy.Length} gradients; there must "
                + $"be as many of each, and at least one.");
        Arguments.Apart(y, dy, "values", "gradients");
        Arguments.Apart(t, dy, "targets", "gradients");
    }
}
