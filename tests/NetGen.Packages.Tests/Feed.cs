using System.Reflection;
[assembly: AssemblyFixture(typeof(NetGen.Packages.Feed))]

namespace NetGen.Packages;

/// <summary>
/// The packages in a folder of their own, packed once for all tests from what has been built; and a folder for projects that take them from
/// there. Their version is no other's, and they are installed alongside the machine's packages, not among them.
/// </summary>
public sealed class Feed : IAsyncLifetime
{
    private static readonly string[] projects = ["NetGen", "NetGen.Benchmarking", "NetGen.Templates", "NetGen.Tool"];

    /// <summary>Higher than any that is published, so that commands which take the newest take this.</summary>
    public const string Version = "9999.1.0";

    /// <summary>What the tests were built as.</summary>
    public static string Configuration { get; } =
        typeof(Feed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Configuration").Value!;

    /// <summary>Where everything is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("netgen-packages-").FullName;

    /// <summary>Where the packages are.</summary>
    public string Packages => Path.Combine(Folder, "feed");

    /// <summary>Where fresh projects are.</summary>
    public string Projects => Path.Combine(Folder, "projects");

    /// <summary>Packs, and writes the settings of fresh projects.</summary>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Projects);
        foreach (string project in projects)
            await Command.Succeed(Repository.Root,
                [Processes.DotNet, "pack", "--no-build", "-m:1", "-c", Configuration, "-v", "quiet", "-o", Packages,
                    $"-p:PackageVersion={Version}", Path.Combine("src", project)]);
        // Packages of others come from those that are on this machine already: no network is asked.
        string others = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Folder, "installed")}" /></config>
              <packageSources><clear /><add key="local" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{others}" /></fallbackPackageFolders>
            </configuration>
            """);
        // Above this folder is someone else's.
        foreach (string name in (string[])["Directory.Build.props", "Directory.Build.targets"])
            await File.WriteAllTextAsync(Path.Combine(Folder, name), "<Project />");
    }

    /// <summary>Removes everything.</summary>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a file of a fresh project.</summary>
    public void Write(string path, string text)
    {
        string file = Path.Combine(Projects, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Runs a program that a fresh project was built to.</summary>
    /// <returns>What it wrote.</returns>
    public Task<string> Run(string project, string configuration = "Release", params string[] arguments) =>
        Command.Succeed(Path.Combine(Projects, project),
            [Processes.DotNet, Path.Combine("bin", configuration, "net10.0", project + ".dll"), .. arguments]);
}
