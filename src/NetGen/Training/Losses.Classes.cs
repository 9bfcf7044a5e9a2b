using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen;

public static partial class Losses
{
    /// <summary>Cross-entropy of softmax(z) with class indices: mean over samples of ln Σⱼ e^zⱼ − z[t].</summary>
    /// <param name="z">Logits, one row of classes a sample.</param>
    /// <param name="t">A class index for every sample.</param>
    /// <param name="dz">Receives (softmax(z) − u) / samples, u being 1 at t and 0 elsewhere, smoothed.</param>
    /// <param name="labelSmoothing">The share ε of the target that all classes have equally, 0 … 1: (1 − ε)·u + ε/classes takes its
    /// place.</param>
    /// <param name="ignoreIndex">The class index, any number, of samples that do not count: neither in the mean, nor in the number it
    /// divides by; their gradient is 0.</param>
    /// <returns>The mean; 0 where no sample counts (PyTorch: not a number).</returns>
    /// <exception cref="ArgumentException">Lengths do not go together, or an index is no class.</exception>
    public static float SoftmaxCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<int> t, Span<float> dz, float labelSmoothing = 0,
        int? ignoreIndex = null)
    {
        if (t.Length == 0 || z.Length % t.Length != 0 || z.Length == 0)
            throw new ArgumentException($"z has {z.Length} values for {t.Length} samples; it must hold a logit for every class of each.",
                nameof(z));
        Check(z, z, dz);
        Arguments.Apart(t, dz, nameof(t), nameof(dz));
        CheckSmoothing(labelSmoothing);
        int classes = z.Length / t.Length;
        Arguments.ClassIndices(t, classes, nameof(t), ignoreIndex);
        var sum = new LossSum(t.Length, ignoreIndex is { } index ? t.Length - t.Count(index) : t.Length);
        float kept = 1 - labelSmoothing, share = labelSmoothing / classes;
        for (int i = 0; i < t.Length; i++)
        {
            ReadOnlySpan<float> row = z.Slice(i * classes, classes);
            Span<float> gradient = dz.Slice(i * classes, classes);
            int target = t[i];
            if (target == ignoreIndex)
            {
                gradient.Clear();
                sum.Add(0);
                continue;
            }
            // again: another thread may have written it
            Arguments.ClassIndices(new ReadOnlySpan<int>(in target), classes, nameof(t), first: i);
            (float largest, float logarithm) = Softmax(row, gradient);
            float loss = logarithm + (largest - row[target]);
            if (labelSmoothing != 0)
            {
                var all = new LossSum(classes);
                foreach (float value in row) all.Add(logarithm + (largest - value));
                loss = kept * loss + share * all.Total();
                foreach (ref float g in gradient) g -= share;
            }
            sum.Add(loss);
            gradient[target] -= kept;
            foreach (ref float g in gradient) g /= sum.Counted;
        }
        return sum.Mean();
    }

    /// <summary>Cross-entropy of softmax(z) with distributions: mean over samples of Σⱼ tⱼ·(ln Σᵢ e^zᵢ − zⱼ).</summary>
    /// <param name="z">Logits, one row of classes a sample.</param>
    /// <param name="t">A probability for each; rows add up to 1.</param>
    /// <param name="classes">Values per row.</param>
    /// <param name="dz">Receives (softmax(z) − t) / samples.</param>
    /// <param name="labelSmoothing">The share ε of the target that all classes have equally, 0 … 1: (1 − ε)·t + ε/classes takes its
    /// place.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths do not go together.</exception>
    public static float SoftmaxCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> t, int classes, Span<float> dz,
        float labelSmoothing = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Check(z, t, dz);
        CheckSmoothing(labelSmoothing);
        int samples = Arguments.SomeSamples(z.Length, classes, nameof(z));
        float kept = 1 - labelSmoothing, share = labelSmoothing / classes;
        var sum = new LossSum(samples);
        for (int i = 0; i < samples; i++)
        {
            ReadOnlySpan<float> row = z.Slice(i * classes, classes), target = t.Slice(i * classes, classes);
            Span<float> gradient = dz.Slice(i * classes, classes);
            (float largest, float logarithm) = Softmax(row, gradient);
            var terms = new LossSum(classes);
            for (int j = 0; j < classes; j++)
            {
                float wanted = kept * target[j] + share;
                terms.Add(wanted == 0 ? 0 : wanted * (logarithm + (largest - row[j])));
                gradient[j] = (gradient[j] - wanted) / samples;
            }
            sum.Add(terms.Total());
        }
        return sum.Mean();
    }

    /// <summary>
    /// The Kullback–Leibler divergence of probabilities: mean over samples of Σⱼ tⱼ·(ln tⱼ − ln pⱼ), ln pⱼ not below −100 (PyTorch's
    /// <c>batchmean</c>).
    /// </summary>
    /// <param name="p">Probabilities, one row of classes a sample.</param>
    /// <param name="t">What is right: probabilities; terms are 0 where they are.</param>
    /// <param name="classes">Values per row.</param>
    /// <param name="dp">Receives −t / max(p, 10⁻¹²) / samples.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths do not go together, or a target is not from 0 to 1.</exception>
    public static float KLDivergence(ReadOnlySpan<float> p, ReadOnlySpan<float> t, int classes, Span<float> dp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Check(p, t, dp);
        Arguments.Probabilities(t, nameof(t));
        int samples = Arguments.SomeSamples(p.Length, classes, nameof(p));
        var sum = new LossSum(samples);
        for (int i = 0; i < samples; i++)
        {
            var terms = new LossSum(classes);
            for (int j = i * classes; j < (i + 1) * classes; j++)
            {
                terms.Add(t[j] == 0 ? 0 : t[j] * (VectorMath.Log(t[j]) - Logarithm(VectorMath.Log(p[j]))));
                dp[j] = -t[j] / (p[j] < 1e-12f ? 1e-12f : p[j]) / samples;
            }
            sum.Add(terms.Total());
        }
        return sum.Mean();
    }

    /// <summary>Mean over samples of max(0, 1 + maxⱼ (1 − tⱼ)·yⱼ − Σⱼ tⱼ·yⱼ): the margin of the right class, as Keras has it.</summary>
    /// <param name="y">What the network says, one row of classes a sample.</param>
    /// <param name="t">What is right: 1 for one class of each row, 0 for the others.</param>
    /// <param name="classes">Values per row.</param>
    /// <param name="dy">Receives ((1 − t)·[it is the maximum]/maxima − t) / samples where the margin is missed, else 0.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths do not go together.</exception>
    public static float CategoricalHinge(ReadOnlySpan<float> y, ReadOnlySpan<float> t, int classes, Span<float> dy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Check(y, t, dy);
        int samples = Arguments.SomeSamples(y.Length, classes, nameof(y));
        var sum = new LossSum(samples);
        for (int first = 0; first < y.Length; first += classes)
        {
            var right = new LossSum(classes);
            float best = (1 - t[first]) * y[first];
            int equal = 0;
            for (int j = first; j < first + classes; j++)
            {
                float wrong = (1 - t[j]) * y[j];
                right.Add(t[j] * y[j]);
                if (wrong > best) (best, equal) = (wrong, 1);
                else if (wrong == best) equal++;
            }
            float missing = 1 + (best - right.Total());
            sum.Add(0 > missing ? 0 : missing);
            for (int j = first; j < first + classes; j++)
            {
                float slope = ((1 - t[j]) * y[j] == best ? (1 - t[j]) / equal : 0) - t[j];
                dy[j] = 0 >= missing ? 0 : slope / samples;
            }
        }
        return sum.Mean();
    }

    /// <summary>
    /// One minus the cosine between rows: mean over samples of 1 − y·t ÷ (|y|·|t|), norms not below <paramref name="epsilon"/>.
    /// </summary>
    /// <param name="y">What the network says, one row a sample.</param>
    /// <param name="t">What is right; as many values.</param>
    /// <param name="columns">Values per row.</param>
    /// <param name="dy">Receives (cos·y/|y| − t/|t|) / |y| / samples; the first term is left out where |y| is below
    /// <paramref name="epsilon"/>.</param>
    /// <param name="epsilon">The least norm that is divided by.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">Lengths do not go together.</exception>
    public static float CosineSimilarity(ReadOnlySpan<float> y, ReadOnlySpan<float> t, int columns, Span<float> dy, float epsilon = 1e-8f)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        Check(y, t, dy);
        int samples = Arguments.SomeSamples(y.Length, columns, nameof(y));
        var sum = new LossSum(samples);
        for (int i = 0; i < samples; i++)
        {
            ReadOnlySpan<float> row = y.Slice(i * columns, columns), target = t.Slice(i * columns, columns);
            float length = Norm(row, epsilon), other = Norm(target, epsilon);
            var terms = new LossSum(columns);
            for (int j = 0; j < columns; j++) terms.Add(row[j] / length * (target[j] / other));
            float cosine = terms.Total(), turn = length > epsilon ? cosine : 0;
            for (int j = 0; j < columns; j++) dy[i * columns + j] = (turn * (row[j] / length) - target[j] / other) / length / samples;
            sum.Add(1 - cosine);
        }
        return sum.Mean();
    }

    private static float Norm(ReadOnlySpan<float> row, float least)
    {
        var squares = new LossSum(row.Length);
        foreach (float value in row) squares.Add(value * value);
        float norm = MathF.Sqrt(squares.Total());
        return least > norm ? least : norm;
    }

    /// <summary>
    /// y = softmax(z); returns the largest z and ln Σ e^(z − largest), apart because their sum would round to the larger one's precision.
    /// </summary>
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

    private static void CheckSmoothing(float labelSmoothing)
    {
        if (!(labelSmoothing is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "labelSmoothing is a share, from 0 to 1.");
    }
}
