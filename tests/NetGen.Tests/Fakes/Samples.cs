namespace NetGen.Tests.Fakes;

/// <summary>Numbers for tests, the same at every run.</summary>
internal static class Samples
{
    internal static float[] Values(int count, int seed = 1)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = random.NextSingle() * 2 - 1;
        return values;
    }

    /// <summary>Sample weights from 0 to 1.</summary>
    internal static float[] Weights(int count, int seed = 1) => Array.ConvertAll(Values(count, seed), MathF.Abs);

    /// <summary>Targets of a linear rule: y₀ = x₀ − 2·x₁ + 0.5, y₁ = x₂.</summary>
    internal static float[] Rule(float[] x)
    {
        var t = new float[x.Length / 3 * 2];
        for (int i = 0; i < t.Length / 2; i++) (t[2 * i], t[2 * i + 1]) = (x[3 * i] - 2 * x[3 * i + 1] + 0.5f, x[3 * i + 2]);
        return t;
    }

    /// <summary>Classes of a linear rule: 1 where x₀ &gt; x₁.</summary>
    internal static int[] Classes(float[] x)
    {
        var t = new int[x.Length / 3];
        for (int i = 0; i < t.Length; i++) t[i] = x[3 * i] > x[3 * i + 1] ? 1 : 0;
        return t;
    }
}
