namespace NetGen.Testing;

internal static class ToleranceAssertions
{
    /// <summary>Requires every value to be within the tolerance; says where the worst is not.</summary>
    public static void Close(this Tolerance tolerance, IReadOnlyList<double> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.True(expected.Count == actual.Length, $"{what}: {expected.Count} values expected, {actual.Length} found");
        int worst = -1, outside = 0;
        double excess = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            if (tolerance.Allows(expected[i], actual[i])) continue;
            outside++;
            double over = Math.Abs(actual[i] - expected[i]) / (tolerance.Relative * Math.Abs(expected[i]) + tolerance.Absolute);
            if (worst >= 0 && over <= excess) continue;
            (worst, excess) = (i, over);
        }
        if (worst >= 0)
            Assert.Fail(
                $"{what}: {outside} of {actual.Length} values are off, the worst [{worst}]: {expected[worst]:R} expected, "
                + $"{actual[worst]:R} found ({excess:F1} times the tolerance)");
    }
}
