namespace NetGen.Conformance;

/// <summary>Where the repository and the data sets are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The path of a data set's file, or a skipped test that says what is missing.</summary>
    public static string Data(params string[] parts)
    {
        string folder = Environment.GetEnvironmentVariable("NETGEN_DATA") is { Length: > 0 } given ? given : Path.Combine(Root, "..", "shared", "data");
        string path = Path.Combine([folder, .. parts]);
        if (!File.Exists(path)) Assert.Skip($"There is no {path}: set NETGEN_DATA to the folder of the data sets.");
        return path;
    }

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "NetGen.sln"))) return folder;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has NetGen.sln.");
    }
}
