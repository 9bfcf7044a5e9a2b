namespace NetGen.Testing;

/// <summary>
/// Data sets and reference cases, which lie next to the repository unless an environment variable names their folder. A test whose files
/// are absent is skipped, and says so.
/// </summary>
internal static class TestFiles
{
    /// <summary>A file or folder of the data sets.</summary>
    public static string Data(params string[] path) => Find("NETGEN_DATA", "data", path);

    /// <summary>A file or folder of the reference cases.</summary>
    public static string ReferenceCases(params string[] path) => Find("NETGEN_REFERENCE_CASES", "reference-cases", path);

    private static string Find(string variable, string alongside, string[] path)
    {
        string? given = Environment.GetEnvironmentVariable(variable);
        string folder = string.IsNullOrEmpty(given) ? Path.Combine(Repository.Root, "..", "shared", alongside) : given;
        string whole = Path.Combine([folder, .. path]);
        Assert.SkipUnless(Path.Exists(whole), $"There is no {whole}: {variable} names the folder.");
        return whole;
    }
}
