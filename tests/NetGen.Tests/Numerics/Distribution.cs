namespace NetGen.Tests.Numerics;

/// <summary>The test of Kolmogorov and Smirnov.</summary>
internal static class Distribution
{
    /// <summary>
    /// The largest distance between the sample's distribution function and the one expected, against the 1-in-1000 bound 1.95 ÷ √n.
    /// </summary>
    public static void AssertLike(IEnumerable<double> sample, Func<double, double> distribution)
    {
        double[] sorted = [.. sample.Order()];
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = distribution(sorted[i]);
            distance = Math.Max(distance, Math.Max(expected - (double)i / sorted.Length, (i + 1.0) / sorted.Length - expected));
        }

        Assert.InRange(distance * Math.Sqrt(sorted.Length), 0, 1.95);
    }
}
