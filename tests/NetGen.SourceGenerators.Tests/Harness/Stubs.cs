using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests;

/// <summary>
/// The law of stubs: where one is emitted, the build has an error in the user's file, NetGen's or C#'s; also where another generator
/// brings what C# does not know before, so that C# has no objection, and also where no analyzers run.
/// </summary>
internal static class Stubs
{
    private const string Mark = "has errors; see the build output", Written = "/source/";

    private static readonly BuildProperties without = new(("RunAnalyzers", "false"));

    /// <summary>Hint names of stubs.</summary>
    public static IEnumerable<string> In(GeneratorRunResult result) =>
        result.GeneratedSources.Where(file => file.SourceText.ToString().Contains(Mark, StringComparison.Ordinal))
            .Select(file => file.HintName);

    /// <summary>Fails where a stub would leave the build without an error in the file of its class.</summary>
    public static async Task AssertReported(CSharpCompilation compilation)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        foreach (BuildProperties properties in (BuildProperties[])[new(), without])
        {
            GeneratorRunResult result = Generate.Driver(Generate.OnlySurfaces, properties: properties)
                .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _, cancellation)
                .GetRunResult().Results.Single();
            if (!In(result).Any()) continue;
            Compilation more = generated.AddSyntaxTrees(Generate.Tree(Elsewhere.Text(generated), index: int.MaxValue));
            foreach (Compilation final in (Compilation[])[generated, more])
            {
                var options = new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions([], properties), onAnalyzerException: null, concurrentAnalysis: false,
                    logAnalyzerExecutionTime: false);
                var reported = properties == without ? []
                    : await new CompilationWithAnalyzers(final, [new NetworkAnalyzer()], options).GetAnalyzerDiagnosticsAsync(cancellation);
                foreach (string stub in Unreported(result, final, [.. result.Diagnostics, .. reported]))
                    Assert.Fail($"{stub} is a stub, and there is no error{(properties == without ? " without analyzers" : "")}"
                        + (final == more ? ", another generator writing\n" + final.SyntaxTrees.Last() : ""));
            }
        }
    }

    /// <summary>The stubs without an error in the file of their class.</summary>
    /// <param name="result">What the generator wrote.</param>
    /// <param name="final">All code.</param>
    /// <param name="reported">What NetGen says.</param>
    private static IEnumerable<string> Unreported(GeneratorRunResult result, Compilation final, IEnumerable<Diagnostic> reported)
    {
        HashSet<string> wrong = [.. reported.Where(IsError).Select(message => message.Location.GetLineSpan().Path)];
        foreach (string stub in In(result))
        {
            SyntaxTree tree = final.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("/" + stub, StringComparison.Ordinal));
            SemanticModel model = final.GetSemanticModel(tree);
            string[] files = [.. tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
                .SelectMany(type => model.GetDeclaredSymbol(type)!.Locations)
                .Select(place => place.GetLineSpan().Path).Where(path => path.StartsWith(Written, StringComparison.Ordinal)).Distinct()];
            if (files.Any(wrong.Contains)) continue;
            if (!files.Any(file => final.GetSemanticModel(final.SyntaxTrees.Single(tree => tree.FilePath == file)).GetDiagnostics()
                .Any(IsError)))
                yield return stub;
        }
    }

    private static bool IsError(Diagnostic message) => message.Severity == DiagnosticSeverity.Error;
}
