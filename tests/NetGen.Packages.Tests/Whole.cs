namespace NetGen.Packages;

/// <summary>What takes minutes runs where NETGEN_WHOLE is 1, and is a skipped test elsewhere.</summary>
internal static class Whole
{
    public static void OrSkip(string what)
    {
        if (Environment.GetEnvironmentVariable("NETGEN_WHOLE") != "1") Assert.Skip($"{what}: set NETGEN_WHOLE=1 to run it.");
    }
}
