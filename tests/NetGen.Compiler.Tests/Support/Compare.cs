namespace NetGen.Compiler.Tests;

/// <summary>Arrays of numbers against what they should be; a failure names the place and both numbers.</summary>
internal static class Compare
{
    /// <summary>The same bits; any NaN is as good as another.</summary>
    public static void Bits(float[] expected, float[] actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} floats expected, {actual.Length} found");
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i])
                || float.IsNaN(expected[i]) && float.IsNaN(actual[i]);
            if (!same) Assert.Fail($"{what}[{i}] of {expected.Length}: {expected[i]:G9} expected, {actual[i]:G9} found");
        }
    }

    /// <summary>|expected − actual| ≤ tolerance · (1 + |expected|).</summary>
    public static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string what)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: {expected.Count} numbers expected, {actual.Count} found");
        for (int i = 0; i < expected.Count; i++)
        {
            bool close = Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i]));
            if (!close) Assert.Fail($"{what}[{i}] of {expected.Count}: {expected[i]:G17} expected, {actual[i]:G17} found");
        }
    }
}
