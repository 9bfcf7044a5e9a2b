using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NetGen.Packages;

/// <summary>samples/Aot as a project of its own that takes the package from the feed: published, and run.</summary>
internal sealed class AotSample
{
    private const string Import = """<Import Project="../../eng/UseNetGen.props" />""";

    private AotSample(string program, string output) => (Program, Output) = (program, output);

    /// <summary>The executable.</summary>
    public string Program { get; }

    /// <summary>What was reported while it was published.</summary>
    public string Output { get; }

    /// <summary>Bytes of everything that has to be shipped.</summary>
    public long Size => Directory.GetFiles(Path.GetDirectoryName(Program)!)
        .Where(file => Path.GetExtension(file) is not (".dbg" or ".pdb" or ".xml")).Sum(file => new FileInfo(file).Length);

    /// <summary>Publishes it.</summary>
    /// <param name="feed">Where the package is.</param>
    /// <param name="name">The folder of the project.</param>
    /// <param name="runtime">What it is published for.</param>
    /// <param name="properties">Properties of the build, alongside the sample's own.</param>
    public static async Task<AotSample> Publish(Feed feed, string name, string runtime, params string[] properties)
    {
        string project = Repository.Read("samples", "Aot", "Aot.csproj");
        Assert.Contains(Import, project);
        feed.Write($"{name}/Aot.csproj",
            project.Replace(Import, $"""<ItemGroup><PackageReference Include="NetGen" Version="{Feed.Version}" /></ItemGroup>"""));
        feed.Write($"{name}/Program.cs", Repository.Read("samples", "Aot", "Program.cs"));
        // The compiler ahead of time comes from this machine's packages where they have it, else from where the machine gets them.
        string[] sources =
            (await Command.Succeed(Repository.Root, [Processes.DotNet, "nuget", "list", "source", "--format", "Short"])).Split('\n')
            .Select(line => line.Trim()).Where(line => line.StartsWith("E ", StringComparison.Ordinal)).Select(line => line[2..]).ToArray();
        feed.Write($"{name}/nuget.config", $"""
            <configuration><packageSources>{string.Concat(sources.Select((source, i) => $"<add key=\"machine{i.ToString(CultureInfo.InvariantCulture)}\" value=\"{System.Security.SecurityElement.Escape(source)}\" />"))}</packageSources></configuration>
            """);
        string folder = Path.Combine(feed.Projects, name);
        string output = await Command.Succeed(folder,
            [Processes.DotNet, "publish", "-m:1", "-c", "Release", "-r", runtime, "-o", "out", "-nologo", "-v", "minimal", "-tl:off",
                .. properties.Select(property => "-p:" + property)]);
        return new AotSample(Path.Combine(folder, "out", OperatingSystem.IsWindows() ? "Aot.exe" : "Aot"), output);
    }

    /// <summary>Runs it: it trains, saves, loads and predicts, and ends with 0 if all is well.</summary>
    /// <param name="emulator">What runs it, if it is for another processor.</param>
    /// <returns>The instruction set it says it ran on, nanoseconds of a prediction, and all it wrote.</returns>
    public async Task<(string Isa, double Nanoseconds, string Output)> Train(string[]? emulator = null,
        params (string, string)[] environment)
    {
        string output = await Command.Succeed(Path.GetDirectoryName(Program)!, [.. emulator ?? [], Program], environment);
        Assert.Contains("saved, loaded: the same bits", output);
        Match isa = Regex.Match(output, @"^runs as (\w+)$", RegexOptions.Multiline),
            time = Regex.Match(output, @"^one prediction: (\d+) ns$", RegexOptions.Multiline);
        Assert.True(isa.Success && time.Success, output);
        return (isa.Groups[1].Value, double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture), output);
    }

    /// <summary>Skips a test where executables cannot be made: elsewhere than on Linux, x64, with a linker.</summary>
    public static void NeedsLinker()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            Assert.Skip("These executables are for Linux on x64.");
        if (!HasProgram("clang") && !HasProgram("gcc")) Assert.Skip("Compilation ahead of time needs clang or gcc to link.");
    }

    public static bool HasProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
}
