using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Pages;

/// <summary>Every id has a page, a row in the index and one in the release notes; and what pages say is what a build says.</summary>
public class PageTests
{
    /// <summary>Reported by MSBuild, so they have no descriptor.</summary>
    private const string OldProcessors = "NG3002", Malformed = "NG5007";

    /// <summary>Reported by the C# compiler, for an attribute of the library's types.</summary>
    private const string ForGeneratedCode = "NG3110";

    /// <summary>
    /// No source gives these: a fault of NetGen's, libraries of another version than the compiler, another generator, the project's
    /// settings, what MSBuild reports, and texts in obj that are not whole.
    /// </summary>
    internal static readonly string[] WithoutExample = ["NG0001", "NG1105", "NG1112", "NG1165", "NG3001", OldProcessors,
        Malformed, "NG5008"];

    private static IEnumerable<string> Ids =>
        Descriptors.All.Select(descriptor => descriptor.Id).Append(OldProcessors).Append(Malformed).Append(ForGeneratedCode);

    public static TheoryData<string> AllIds => [.. Ids];

    public static TheoryData<string> IdsWithExamples => [.. Ids.Except(WithoutExample)];

    [Fact]
    public void Ids_are_unique_and_of_one_form()
    {
        Assert.All(Ids, id => Assert.Matches("^NG[0-6][0-9]{3}$", id));
        Assert.Equal(Ids.Count(), Ids.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(AllIds))]
    public void Every_id_has_a_page_with_its_title_and_why(string id)
    {
        DiagnosticPage page = DiagnosticPage.Read(id);
        string title = Descriptors.All.FirstOrDefault(descriptor => descriptor.Id == id)?.Title.ToString() ?? (id switch
        {
            Malformed => "A damaged file of weights",
            ForGeneratedCode => "Only for generated code",
            _ => "Compiled ahead of time for old processors",
        });
        Assert.Equal($"# {id}: {title}", page.Title);
        Assert.NotEmpty(page.Why);
        Assert.NotEmpty(page.Message);
    }

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public void A_page_s_examples_do_and_do_not_report(string id)
    {
        DiagnosticPage page = DiagnosticPage.Read(id);
        var (wrong, underlined) = Build(id, page.Wrong, page.Files("Wrong"));
        Assert.Equal(page.Message, string.Join("\n", wrong) + "\n");
        Assert.Equal(page.Underlined, underlined);
        Assert.Empty(Build(id, page.Right, page.Files("Right")).Messages);
    }

    [Fact]
    public void There_is_no_page_without_a_rule()
    {
        IEnumerable<string> pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "NG*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file));
        Assert.Equal(Ids.Order(), pages.Order());
    }

    [Fact]
    public void The_index_lists_every_page_in_order()
    {
        string index = Repository.Read("docs", "diagnostics", "README.md");
        Assert.Equal(
            Ids.Order().Select(id => $"| [{id}]({id}.md) | {DiagnosticPage.Read(id).Title[(id.Length + 4)..]} |"),
            index.Split('\n').Where(line => line.StartsWith("| [NG", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_catalog_counts_each_group()
    {
        string index = Repository.Read("docs", "diagnostics", "README.md");
        var rows = Regex.Matches(index, @"^\| \[(?<group>.*?)\]\(#.*?\) \| (?<first>NG\d{4})(?: … (?<last>NG\d{4}))? \| (?<count>\d+) \|$",
            RegexOptions.Multiline);
        Assert.NotEmpty(rows);
        foreach (Match row in rows)
        {
            string section = Regex.Match(index, $@"^## {row.Groups["group"].Value}\n(.*?)(?=^## |\z)",
                RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
            var ids = Regex.Matches(section, @"^\| \[(NG\d{4})\]", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
            Assert.Equal(row.Groups["count"].Value, ids.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(row.Groups["first"].Value, ids[0]);
            Assert.Equal(row.Groups["last"].Success ? row.Groups["last"].Value : ids[0], ids[^1]);
        }

        Assert.Contains($"| all | | {Ids.Count()} |", index);
    }

    [Fact]
    public void Every_descriptor_has_a_row_in_the_release_notes()
    {
        string[] rows = [.. Regex.Matches(
                Repository.Read("src", "NetGen.SourceGenerators", "AnalyzerReleases.Shipped.md")
                + Repository.Read("src", "NetGen.SourceGenerators", "AnalyzerReleases.Unshipped.md"),
                @"^(NG[0-9]{4} \| NetGen \| (?:Error|Warning) \| .*)$", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value)];
        Assert.Equal(Descriptors.All.Select(d => $"{d.Id} | NetGen | {d.DefaultSeverity} | {d.Title}, [page]({d.HelpLinkUri})"),
            rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Errors_cannot_be_configured_away_and_help_is_on_the_page()
    {
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
        {
            bool isOfCalls = descriptor.Id.StartsWith("NG3", StringComparison.Ordinal);
            Assert.Equal(descriptor.DefaultSeverity == DiagnosticSeverity.Error
                && !isOfCalls, descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
            Assert.Equal($"https://github.com/netgen-net/netgen/blob/main/docs/diagnostics/{descriptor.Id}.md", descriptor.HelpLinkUri);
            Assert.True(descriptor.IsEnabledByDefault);
        }
    }

    /// <summary>Lines as a build prints them, and the text the one of this id underlines.</summary>
    internal static (IReadOnlyList<string> Messages, string Underlined) Build(string id, string example, IReadOnlyList<ProjectFile> files)
    {
        // An example is a file of a project without further usings; NG1016's is one of a project set to an old C#.
        bool isOld = id == DeclarationRules.LanguageVersion.Id && example.Contains("// <LangVersion>11");
        // What a call may give is in the generated surface.
        bool isCall = id.StartsWith("NG3", StringComparison.Ordinal)
            || id == NetGen.SourceGenerators.CallSites.TrainingRules.OneSampleBatch.Id;
        Generated generated = Generate.Run(
            [example], isOld ? Generate.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp11) : null,
            generator: isCall ? null : Generate.WithoutKernels, files: files);
        var messages = generated.Build().Where(message => message.Id != "CS1591").ToList();
        return (
            [.. messages.Select(
                m => $"{m.Severity.ToString().ToLowerInvariant()} {m.Id}: "
                    + $"{m.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")],
            messages.Where(m => m.Id == id).Select(generated.Underlined).SingleOrDefault() ?? "");
    }
}
