using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Packages;

/// <summary>`dotnet new netgen` and `dotnet new netgen-library`, installed from the packed package into a place of their own.</summary>
public sealed class TemplateTests(Feed feed)
{
    private string[] Hive => ["--debug:custom-hive", Path.Combine(feed.Folder, "templates")];

    [Fact]
    public async Task Projects_made_from_the_templates_build_without_a_warning_and_the_program_learns()
    {
        string package = Path.Combine(feed.Packages, $"NetGen.Templates.{Feed.Version}.nupkg");
        string installed = await Command.Succeed(feed.Projects, [Processes.DotNet, "new", "install", package, .. Hive]);
        Assert.Matches(@" netgen +\[C#\]", installed);
        Assert.Matches(@" netgen-library +\[C#\]", installed);

        // The one with its restore, as users get it; the other without. A name with a dot and a dash is a name users have.
        await Command.Succeed(feed.Projects, [Processes.DotNet, "new", "netgen", "-n", "My-First.Net", .. Hive]);
        Assert.True(File.Exists(Path.Combine(feed.Projects, "My-First.Net", "obj", "project.assets.json")));
        await Command.Succeed(feed.Projects, [Processes.DotNet, "new", "netgen-library", "-n", "Models", "--skipRestore", .. Hive]);
        Assert.False(Directory.Exists(Path.Combine(feed.Projects, "Models", "obj")));

        // Names that classes of the projects have, keywords, assemblies, and what the library has.
        string[] hard = ["Classifier", "class", "Some.event.Points", "NetGen", "System", "Activation", "My.NetGen"];
        foreach (string name in hard)
        {
            await Command.Succeed(feed.Projects,
                [Processes.DotNet, "new", "netgen", "-n", name, "-o", "Program " + name, "--skipRestore", .. Hive]);
            await Command.Succeed(feed.Projects,
                [Processes.DotNet, "new", "netgen-library", "-n", name, "-o", "Library " + name, "--skipRestore", .. Hive]);
        }

        string[] files = [.. Directory.GetFiles(Path.Combine(feed.Projects, "My-First.Net")),
            .. Directory.GetFiles(Path.Combine(feed.Projects, "Models"))];
        Assert.Equal(["Classifier.cs", "Classifier.cs", "Models.csproj", "My-First.Net.csproj", "Points.cs", "Program.cs"],
            files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string file in files)
            Assert.DoesNotMatch("NETGEN_VERSION|NetGenProgram|NetGenLibrary|NetGenNamespace", await File.ReadAllTextAsync(file));

        // Debug, as `dotnet run` has it: the template sees to it that networks are optimized there.
        // Two solutions, for two projects of one name cannot be in one.
        foreach ((string solution, string kind, string first) in new[]
            { ("Programs.slnx", "Program", "My-First.Net"), ("Libraries.slnx", "Library", "Models") })
        {
            string others = string.Concat(hard.Select(name => $"  <Project Path=\"{kind} {name}/{name}.csproj\" />\n"));
            feed.Write(solution, $"<Solution>\n  <Project Path=\"{first}/{first}.csproj\" />\n{others}</Solution>\n");
            Assert.DoesNotContain("warning",
                await Command.Succeed(feed.Projects, [Processes.DotNet, "build", solution, "-m:2", "-nologo", "-v", "minimal", "-tl:off"]));
        }
        foreach ((string name, string space) in new[]
            { ("Classifier", "Classifiers"), ("class", "@class"), ("Some.event.Points", "Some.@event.Points") })
            Assert.Contains($"namespace {space};",
                await File.ReadAllTextAsync(Path.Combine(feed.Projects, "Library " + name, "Classifier.cs")));
        string output = await feed.Run("My-First.Net", "Debug");
        Match answer = Regex.Match(output,
            @"is inside with probability (?<inside>\d[.,]\d+), \(0[.,]9, -0[.,]8\) with (?<outside>\d[.,]\d+)");
        Assert.True(answer.Success, output);
        Assert.True(Number("inside") > 0.9 && Number("outside") < 0.1, output);
        Assert.Contains("validation", output);
        Assert.True(File.Exists(Path.Combine(feed.Projects, "My-First.Net", "classifier.safetensors")));

        double Number(string group) => double.Parse(answer.Groups[group].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
    }
}
