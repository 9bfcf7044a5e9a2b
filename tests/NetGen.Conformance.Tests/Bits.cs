namespace NetGen.Conformance;

/// <summary>Equality to the bit, −0 and +0 distinguished. NaN is NaN: its sign and payload are the processor's business.</summary>
internal static class Bits
{
    public static bool Same(float a, float b) =>
        BitConverter.SingleToUInt32Bits(a) == BitConverter.SingleToUInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    public static void Same(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} values expected, {actual.Length} found");
        for (int i = 0; i < expected.Length; i++)
            if (!Same(expected[i], actual[i]))
                Assert.Fail($"{what}: [{i}] is {Text(actual[i])}, not {Text(expected[i])}");
    }

    private static string Text(float value) => $"{value:R} ({BitConverter.SingleToUInt32Bits(value):X8})";
}
