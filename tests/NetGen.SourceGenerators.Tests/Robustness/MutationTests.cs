using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NetGen.CodeFixes;
using NetGen.SourceGenerators.CallSites;
using NetGen.SourceGenerators.Diagnostics;
using NetGen.SourceGenerators.Tests.Pages;

namespace NetGen.SourceGenerators.Tests.Robustness;

/// <summary>
/// Examples of all pages, with tokens lost, doubled, exchanged and taken from one another: no one throws, neither generator nor analyzers
/// nor fixes. Some thousand each time; NETGEN_MUTATIONS says how many otherwise, 100000, or which, 50000..100000.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    /// <summary>Sources that are files of one compilation: to make one takes longer than to look at a declaration.</summary>
    private const int Batch = 50;

    private static readonly ImmutableArray<DiagnosticAnalyzer> analyzers = [new NetworkAnalyzer(), new CallSiteAnalyzer(),
        new TrainingAnalyzer(), new NetGen.SourceGenerators.Names.LossAnalyzer()];

    private static readonly ILookup<string, CodeFixProvider> fixes = typeof(NetworkFix).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
        .SelectMany(fix => fix.FixableDiagnosticIds, (fix, id) => (fix, id)).ToLookup(pair => pair.id, pair => pair.fix);

    private static readonly string[] seeds = [.. Descriptors.All.Select(d => d.Id).SelectMany(Examples)];

    private static readonly SyntaxToken[] tokens =
        [.. seeds.SelectMany(seed => CSharpSyntaxTree.ParseText(seed).GetRoot().DescendantTokens())];

    /// <summary>Classes that examples declare: each source of a batch has its own, distinguished by a number.</summary>
    private static readonly Regex declared = new($@"\b({string.Join("|", seeds.SelectMany(Declared).Distinct())})\b");

    private static IEnumerable<string> Declared(string seed) => Regex.Matches(seed, @"\b(?:class|struct|record|interface) (\w+)")
        .Select(match => match.Groups[1].Value).Where(name => name is not ("class" or "struct"));

    private static readonly string[] numbers = ["-1", "0", "65536", "16777216", "2147483647", "-2147483648", "\"\\u0000\""];

    private static IEnumerable<string> Examples(string id)
    {
        string page = Repository.Read("docs", "diagnostics", id + ".md");
        foreach (Match block in Regex.Matches(page, "^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline))
            yield return block.Groups[1].Value;
    }

    [Fact]
    public async Task Mutated_declarations_and_broken_syntax_are_survived()
    {
        string[] range = (Environment.GetEnvironmentVariable("NETGEN_MUTATIONS") ?? (SlowTests.Wanted ? "6000" : "1500")).Split("..");
        int end = int.Parse(range[^1], CultureInfo.InvariantCulture), begin = range.Length > 1
            ? int.Parse(range[0], CultureInfo.InvariantCulture) : 0, count = end - begin;
        int reported = 0, repaired = 0;
        for (int first = begin; first < end; first += Batch)
        {
            string[] sources = [.. Enumerable.Range(first, Math.Min(Batch, end - first))
                .Select(i => declared.Replace(Mutate(new Random(i)), "$1_" + i.ToString(CultureInfo.InvariantCulture)))];
            try
            {
                var (diagnostics, fixedCount) = await Survive(sources);
                reported += diagnostics;
                repaired += fixedCount;
            }
            catch (Exception exception)
            {
                foreach (string source in sources)
                    if (await Record.ExceptionAsync(() => Survive([source])) is { } alone) Assert.Fail($"{source}\n\n{alone}");
                Assert.Fail($"Together, from mutation {first} on:\n{string.Join("\n----\n", sources)}\n\n{exception}");
            }
        }

        output.WriteLine($"{count} sources, {reported} messages of NetGen's, {repaired} fixes applied");
        Assert.True(reported > count / 4
            && repaired > count / 20, $"{reported} messages, {repaired} fixes: the mutations leave nothing to look at");
    }

    /// <summary>Found among the hundred thousand.</summary>
    [Theory]
    [InlineData(
        "using NetGen;\n[Network]\npublic sealed partial class Net\n{\n    [Input(10)] public partial Input X { get; }\n"
        + "    [Dense(1), Output] public partial Dense Y { get; }\n}\n[Network]\n[Input(10)\n  [Dense(1)]\n"
        + "public sealed partial class Net;")]
    public async Task What_was_not_survived_once_is_survived(string source) => await Survive([source]);

    private static string Mutate(Random random)
    {
        string text = seeds[random.Next(seeds.Length)];
        if (random.Next(4) == 0) text += "\n" + seeds[random.Next(seeds.Length)].Replace("using NetGen;", "");
        for (int edits = random.Next(4); edits >= 0; edits--)
        {
            var all = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToList();
            if (all.Count < 4) return text;
            SyntaxToken at = all[random.Next(3, all.Count)];
            string other = tokens[random.Next(tokens.Length)].Text;
            text = random.Next(7) switch
            {
                0 => text.Remove(at.SpanStart, at.Span.Length),
                1 => text.Insert(at.SpanStart, at.Text + " "),
                2 or 3 => text.Remove(at.SpanStart, at.Span.Length).Insert(at.SpanStart, other),
                4 => text.Insert(at.SpanStart, " " + other + " "),
                5 => text[..(at.SpanStart + random.Next(at.Span.Length + 1))]
                    + (random.Next(2) == 0 ? "" : text[Math.Min(text.Length, at.Span.End + random.Next(30))..]),
                _ => text.Remove(at.SpanStart, at.Span.Length).Insert(at.SpanStart, numbers[random.Next(numbers.Length)]),
            };
        }

        return text;
    }

    private static readonly CSharpCompilation empty = Generate.Compilation([]);

    private static async Task<(int Said, int Fixed)> Survive(string[] sources)
    {
        CSharpCompilation compilation = empty.AddSyntaxTrees(sources.Select((source, index) => Generate.Tree(source, index)));
        GeneratorDriver driver = Generate.Driver(Generate.OnlySurfaces)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out var reported);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id is "NG0001" or "CS8785");

        Exception? thrown = null;
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => thrown = exception,
            concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var diagnostics = await new CompilationWithAnalyzers(generated, analyzers, options).GetAnalyzerDiagnosticsAsync();
        if (thrown is not null) throw new TargetInvocationException(thrown);
        if (diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == "NG0001") is { } failed) Assert.Fail(failed.ToString());
        // C#'s own errors have fixes too.
        IEnumerable<Diagnostic> errors = generated.GetDiagnostics()
            .Where(one => one.Severity == DiagnosticSeverity.Error && fixes.Contains(one.Id));
        await Stubs.AssertReported(compilation);
        return (diagnostics.Length, await Mend([.. diagnostics, .. errors], compilation, sources));
    }

    /// <summary>Applies every fix that is offered, each to the sources as they are.</summary>
    private static async Task<int> Mend(ImmutableArray<Diagnostic> diagnostics, CSharpCompilation compilation, string[] sources)
    {
        using AdhocWorkspace workspace = new();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Networks", "Networks", LanguageNames.CSharp,
            compilationOptions: Generate.CompilationOptions, parseOptions: Generate.ParseOptions, metadataReferences: References.All));
        Document[] documents = new Document[sources.Length];
        for (int i = 0; i < sources.Length; i++)
        {
            DocumentId id = DocumentId.CreateNewId(project.Id);
            project = project.Solution.AddDocument(id, $"File{i}.cs", SourceText.From(sources[i], System.Text.Encoding.UTF8),
                filePath: $"/source/File{i}.cs").GetProject(project.Id)!;
        }
        foreach (Document document in project.Documents)
            documents[int.Parse(document.Name[4..^3], CultureInfo.InvariantCulture)] = document;

        int repaired = 0;
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree || compilation.SyntaxTrees.IndexOf(tree) is not (>= 0 and var index))
                continue;
            foreach (CodeFixProvider fix in fixes[diagnostic.Id])
            {
                List<CodeAction> actions = [];
                await fix.RegisterCodeFixesAsync(
                    new CodeFixContext(documents[index], diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
                foreach (CodeAction action in actions) Assert.NotEmpty(await action.GetOperationsAsync(CancellationToken.None));
                repaired += actions.Count;
            }
        }

        return repaired;
    }
}
