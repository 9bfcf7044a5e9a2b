namespace NetGen.Goldens;

/// <summary>
/// Reproducible inputs that owe nothing to any framework: SplitMix64 (Steele, Lea, Flood 2014), its upper 24 bits as a float.
/// Everything drawn is exact in float32, so that single and double precision start from the same numbers.
/// </summary>
internal sealed class Numbers(ulong seed)
{
    private ulong state = seed;

    /// <summary>Uniform in [low, high), rounded to float32.</summary>
    public float Uniform(double low, double high) => (float)(low + (high - low) * (Next() >> 40) / (1 << 24));

    public double[] Uniform(int count, double low, double high) => Make(count, _ => Uniform(low, high));

    /// <summary>Whole numbers in [0, bound).</summary>
    public double[] Indices(int count, int bound) => Make(count, _ => (double)(Next() >> 33) % bound);

    /// <summary>Rows that sum to one, to float32 precision.</summary>
    public double[] Distributions(int rows, int columns)
    {
        double[] values = Uniform(rows * columns, 0.05, 1);
        for (int row = 0; row < rows; row++)
        {
            Span<double> one = values.AsSpan(row * columns, columns);
            double sum = 0;
            foreach (double v in one) sum += v;
            foreach (ref double v in one) v = (float)(v / sum);
        }
        return values;
    }

    public static double[] Make(int count, Func<int, double> value)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++) values[i] = value(i);
        return values;
    }

    private ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
