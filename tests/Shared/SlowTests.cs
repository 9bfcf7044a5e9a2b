namespace NetGen.Testing;

/// <summary>What takes minutes runs where NETGEN_WHOLE is 1, and is a skipped or shorter test elsewhere.</summary>
internal static class SlowTests
{
    public static bool Wanted { get; } = Environment.GetEnvironmentVariable("NETGEN_WHOLE") == "1";

    public static void OrSkip(string what)
    {
        if (!Wanted) Assert.Skip($"{what}: set NETGEN_WHOLE=1 to run it.");
    }
}
