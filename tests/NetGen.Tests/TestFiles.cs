namespace NetGen.Tests;

/// <summary>Where data and reference cases lie: beside the repository, unless NETGEN_DATA says otherwise. A test whose files are absent is skipped, and says so.</summary>
internal static class TestFiles
{
    internal static string ReferenceCases(string name) => Require(Path.Combine(Root(), "..", "shared", "reference-cases", name));

    internal static string Data(string name) =>
        Require(Path.Combine(Environment.GetEnvironmentVariable("NETGEN_DATA") ?? Path.Combine(Root(), "..", "shared", "data"), name));

    private static string Require(string folder)
    {
        Assert.SkipUnless(Directory.Exists(folder), $"There is no folder {folder}.");
        return folder;
    }

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "NetGen.sln"))) return at.FullName;
        throw new DirectoryNotFoundException("The folder of NetGen.sln is not above the test's.");
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netgen");

    internal string File(string name) => Path.Combine(folder.FullName, name);

    internal string[] Files => [.. folder.GetFiles().Select(file => file.Name).Order()];

    public void Dispose() => folder.Delete(recursive: true);
}
