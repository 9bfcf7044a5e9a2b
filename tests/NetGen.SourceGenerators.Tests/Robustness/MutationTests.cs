using System.Collections.Immutable;
using System.Reflection;
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
/// Examples of all pages, with tokens lost, doubled, exchanged and taken from one another: nobody throws, neither generator nor analyzers nor fixes. Some hundreds each time;
/// NETGEN_MUTATIONS says how many otherwise.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> analyzers = [new NetworkAnalyzer(), new CallSiteAnalyzer(), new TrainingAnalyzer()];

    private static readonly ImmutableArray<CodeFixProvider> fixes =
        [.. typeof(NetworkFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private static readonly string[] seeds = [.. Descriptors.All.Select(d => d.Id).SelectMany(Examples)];

    private static readonly SyntaxToken[] tokens = [.. seeds.SelectMany(seed => CSharpSyntaxTree.ParseText(seed).GetRoot().DescendantTokens())];

    private static IEnumerable<string> Examples(string id)
    {
        string page = Repository.Read("docs", "diagnostics", id + ".md");
        foreach (System.Text.RegularExpressions.Match block in System.Text.RegularExpressions.Regex.Matches(page, "^```csharp\n(.*?)^```", System.Text.RegularExpressions.RegexOptions.Multiline | System.Text.RegularExpressions.RegexOptions.Singleline))
            yield return block.Groups[1].Value;
    }

    [Fact]
    public async Task Mutated_declarations_and_broken_syntax_are_survived()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("NETGEN_MUTATIONS") ?? "300", System.Globalization.CultureInfo.InvariantCulture);
        int said = 0, mended = 0;
        for (int i = 0; i < count; i++)
        {
            string source = Mutate(new Random(i));
            try
            {
                var (diagnostics, fixedCount) = await Survive(source);
                said += diagnostics;
                mended += fixedCount;
            }
            catch (Exception exception)
            {
                Assert.Fail($"Mutation {i}:\n{source}\n\n{exception}");
            }
        }

        output.WriteLine($"{count} sources, {said} messages of NetGen's, {mended} fixes applied");
        Assert.True(said > count / 20 && mended > count / 100, $"{said} messages, {mended} fixes: the mutations leave nothing to look at");
    }

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
                5 => text[..(at.SpanStart + random.Next(at.Span.Length + 1))] + (random.Next(2) == 0 ? "" : text[Math.Min(text.Length, at.Span.End + random.Next(30))..]),
                _ => text.Remove(at.SpanStart, at.Span.Length).Insert(at.SpanStart, random.Next(3) switch { 0 => "-1", 1 => "2147483647", _ => "\"\\u0000\"" }),
            };
        }

        return text;
    }

    private static async Task<(int Said, int Fixed)> Survive(string source)
    {
        CSharpCompilation compilation = Generate.Compilation([source]);
        GeneratorDriver driver = Generate.Driver(Generate.WithoutKernels).RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out var reported);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id is "NG0001" or "CS8785");

        Exception? thrown = null;
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => thrown = exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var diagnostics = await new CompilationWithAnalyzers(generated, analyzers, options).GetAnalyzerDiagnosticsAsync();
        if (thrown is not null) throw new TargetInvocationException(thrown);

        int mended = 0;
        foreach (Diagnostic diagnostic in diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == compilation.SyntaxTrees[0]))
            foreach (CodeFixProvider fix in fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
                mended += await Apply(fix, diagnostic, source);
        return (diagnostics.Length, mended);
    }

    private static async Task<int> Apply(CodeFixProvider fix, Diagnostic diagnostic, string source)
    {
        using AdhocWorkspace workspace = new();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Networks", "Networks", LanguageNames.CSharp,
            compilationOptions: Generate.CompilationOptions, parseOptions: Generate.ParseOptions, metadataReferences: References.All));
        Document document = project.AddDocument("File0.cs", SourceText.From(source, System.Text.Encoding.UTF8), filePath: "/source/File0.cs");
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        foreach (CodeAction action in actions) Assert.NotEmpty(await action.GetOperationsAsync(CancellationToken.None));
        return actions.Count;
    }
}
