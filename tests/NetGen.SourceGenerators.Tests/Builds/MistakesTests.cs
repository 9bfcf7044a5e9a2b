using System.Text.RegularExpressions;
using NetGen.SourceGenerators.Tests.Pages;

namespace NetGen.SourceGenerators.Tests.Builds;

/// <summary>samples/Mistakes in a real build: a line for each mistake, and each line is in docs/diagnostics as it is printed.</summary>
public class MistakesTests
{
    [Fact]
    public void A_build_prints_one_line_for_each_mistake_and_its_page_quotes_it()
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "Mistakes"), "*.cs");
        MatchCollection namespaces = Regex.Matches(
            string.Concat(files.Select(File.ReadAllText)), @"^namespace Mistakes\.(NG\d{4})$", RegexOptions.Multiline);
        string[] ids = [.. namespaces.Select(match => match.Groups[1].Value)];
        Assert.True(ids.Length >= 40, $"{ids.Length} mistakes");

        using TempProject project = new(properties: "<OutputType>Library</OutputType><NoWarn>$(NoWarn);CS1591</NoWarn>");
        foreach (string file in files) project.Write(Path.GetFileName(file), File.ReadAllText(file));
        var (exitCode, lines, output) = project.Build();
        Assert.True(exitCode != 0, output);
        string[] expected = [.. ids.Select(id => DiagnosticPage.Read(id).Message.TrimEnd()).Order(StringComparer.Ordinal)];
        Assert.Equal(expected, lines.Order(StringComparer.Ordinal));

        // Without analyzers, warnings and all there is to switch off: what is wrong with a network stops the build nevertheless. Calls are
        // not looked at then.
        (exitCode, lines, output) = project.Build("-p:RunAnalyzers=false", "-p:WarningLevel=0",
            "-p:NoWarn=" + string.Join("%3B", ids.Append("CS1591")));
        Assert.True(exitCode != 0, output);
        Assert.Equal(expected.Where(line => line.StartsWith("error", StringComparison.Ordinal)
            && !line.StartsWith("error NG31", StringComparison.Ordinal)), lines.Order(StringComparer.Ordinal));
    }
}
