namespace NetGen.Conformance.Fingerprints;

/// <summary>Numbers for the cases: drawn from .NET's seeded generator, which works on integers, and of few digits.</summary>
internal static class Draw
{
    private static readonly float[] Kinds =
        [0f, -0f, 1e30f, -1e30f, float.MaxValue, float.Epsilon, -1e-40f, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
            88.8f, -104f];

    /// <summary>How many samples <see cref="Special"/> makes.</summary>
    public static int SpecialSamples => Kinds.Length;

    /// <summary>Multiples of 2⁻¹⁶ in [from, to).</summary>
    public static float[] Floats(int count, int seed, float from = -1, float to = 1)
    {
        var random = new Random(seed);
        int low = (int)(from * 65536), high = (int)(to * 65536);
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = random.Next(low, high) / 65536f;
        return values;
    }

    public static int[] Classes(int count, int classes, int seed)
    {
        var random = new Random(seed);
        var values = new int[count];
        for (int i = 0; i < count; i++) values[i] = random.Next(classes);
        return values;
    }

    /// <summary>Rows of positive values that add up to 1, but for rounding.</summary>
    public static float[] Distributions(int rows, int length, int seed)
    {
        float[] values = Floats(rows * length, seed, 0.125f, 1);
        for (int first = 0; first < values.Length; first += length)
        {
            float sum = 0;
            for (int i = first; i < first + length; i++) sum += values[i];
            for (int i = first; i < first + length; i++) values[i] /= sum;
        }
        return values;
    }

    /// <summary>
    /// A sample for each kind of number arithmetic treats apart: zeros fill their row, the others are among ordinary numbers.
    /// </summary>
    public static float[] Special(int length, int seed)
    {
        float[] values = Floats(SpecialSamples * length, seed, -2, 2);
        for (int i = 0; i < Kinds.Length; i++)
        {
            Span<float> row = values.AsSpan(i * length, length);
            if (Kinds[i] == 0) row.Fill(Kinds[i]);
            else row[length / 2] = Kinds[i];
        }
        return values;
    }
}
