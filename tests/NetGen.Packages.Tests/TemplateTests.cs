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
        string installed = await Command.Succeed(feed.Projects, [Command.DotNet, "new", "install", package, .. Hive]);
        Assert.Matches(@" netgen +\[C#\]", installed);
        Assert.Matches(@" netgen-library +\[C#\]", installed);

        // The one with its restore, as users get it; the other without. A name with a dot and a dash is a name users have.
        await Command.Succeed(feed.Projects, [Command.DotNet, "new", "netgen", "-n", "My-First.Net", .. Hive]);
        Assert.True(File.Exists(Path.Combine(feed.Projects, "My-First.Net", "obj", "project.assets.json")));
        await Command.Succeed(feed.Projects, [Command.DotNet, "new", "netgen-library", "-n", "Models", "--skipRestore", .. Hive]);
        Assert.False(Directory.Exists(Path.Combine(feed.Projects, "Models", "obj")));

        string[] files = [.. Directory.GetFiles(Path.Combine(feed.Projects, "My-First.Net")), .. Directory.GetFiles(Path.Combine(feed.Projects, "Models"))];
        Assert.Equal(["Classifier.cs", "Classifier.cs", "Models.csproj", "My-First.Net.csproj", "Points.cs", "Program.cs"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string file in files) Assert.DoesNotMatch("NETGEN_VERSION|NetGenProgram|NetGenLibrary", await File.ReadAllTextAsync(file));

        // Debug, as `dotnet run` has it: the template sees to it that networks are optimised there.
        feed.Write("Templates.slnx", "<Solution>\n  <Project Path=\"My-First.Net/My-First.Net.csproj\" />\n  <Project Path=\"Models/Models.csproj\" />\n</Solution>\n");
        Assert.DoesNotContain("warning", await Command.Succeed(feed.Projects, [Command.DotNet, "build", "Templates.slnx", "-m:2", "-nologo", "-v", "minimal", "-tl:off"]));
        string output = await feed.Run("My-First.Net", "Debug");
        Match answer = Regex.Match(output, @"is inside with probability (?<inside>\d[.,]\d+), \(0[.,]9, -0[.,]8\) with (?<outside>\d[.,]\d+)");
        Assert.True(answer.Success, output);
        Assert.True(Number("inside") > 0.9 && Number("outside") < 0.1, output);
        Assert.Contains("validation", output);
        Assert.True(File.Exists(Path.Combine(feed.Projects, "My-First.Net", "classifier.safetensors")));

        double Number(string group) => double.Parse(answer.Groups[group].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
    }
}
