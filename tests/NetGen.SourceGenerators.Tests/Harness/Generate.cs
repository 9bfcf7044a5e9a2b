using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler;
using NetGen.Compiler.CSharp;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests;

/// <summary>
/// Runs the generator on source text. Every run is a caching test as well: the driver runs again on a clone, and all must be cached.
/// </summary>
internal static class Generate
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static CSharpCompilationOptions CompilationOptions { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        checkOverflow: true,
        allowUnsafe: false,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable);

    public static Generated Run(string source) => Run([source]);

    public static Generated Run(
        IReadOnlyList<string> sources,
        CSharpParseOptions? parse = null,
        CSharpCompilationOptions? compile = null,
        BuildProperties? properties = null,
        IIncrementalGenerator? generator = null,
        IReadOnlyList<ProjectFile>? files = null)
    {
        CSharpCompilation compilation = Compilation(sources, parse, compile);
        GeneratorDriver driver = Driver(generator, parse, properties, files).RunGenerators(compilation);
        GeneratorDriver again = driver.RunGenerators(compilation.Clone());
        CacheGuard.AssertCached(again.GetRunResult());
        CacheGuard.AssertHoldsNothingOfACompilation(again.GetRunResult());
        return new Generated(compilation, driver, parse ?? ParseOptions, properties ?? new BuildProperties(), files ?? []);
    }

    /// <summary>
    /// A generator that writes the members of every network and no kernels, for tests of what is reported about declarations: kernels take
    /// most of the time and have their own tests.
    /// </summary>
    public static NetworkGenerator WithoutKernels { get; } = new(Stub);

    /// <summary>A generator that writes the surface of networks that are right, and stubs of others, as a build does.</summary>
    public static NetworkGenerator OnlySurfaces { get; } = new(spec =>
    {
        CompilationResult result = NetworkCompiler.Compile(spec);
        return new(result.Problems, [result.Files[0]]);
    });

    /// <summary>The options of a build, rather than of an editor.</summary>
    public static CSharpParseOptions InBuild { get; } = ParseOptions.WithFeatures([new(DiagnosticOwner.BuildFeature, "true")]);

    public static CompilationResult Stub(Compiler.Declarations.NetworkSpec spec) =>
        new(NetworkCompiler.Check(spec), [new GeneratedFile("", SurfaceRenderer.RenderStub(spec))]);

    public static CSharpCompilation Compilation(IReadOnlyList<string> sources, CSharpParseOptions? parse = null,
        CSharpCompilationOptions? compile = null) =>
        CSharpCompilation.Create("Networks", sources.Select((source, index) => Tree(source, index, parse)), References.All,
            compile ?? CompilationOptions);

    public static SyntaxTree Tree(string source, int index = 0, CSharpParseOptions? parse = null) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), parse ?? ParseOptions, $"/source/File{index}.cs");

    public static GeneratorDriver Driver(
        IIncrementalGenerator? generator = null, CSharpParseOptions? parse = null, BuildProperties? properties = null,
        IReadOnlyList<ProjectFile>? files = null) =>
        CSharpGeneratorDriver.Create(
            [(generator ?? new NetworkGenerator()).AsSourceGenerator()],
            additionalTexts: files,
            parseOptions: parse ?? ParseOptions,
            optionsProvider: properties ?? new BuildProperties(),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}

/// <summary>What a run gave.</summary>
internal sealed class Generated(CSharpCompilation source, GeneratorDriver driver, CSharpParseOptions parse, BuildProperties properties,
    IReadOnlyList<ProjectFile> files)
{
    public GeneratorRunResult Result { get; } = driver.GetRunResult().Results.Single();

    public CSharpCompilation Source => source;

    /// <summary>Texts by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } =
        driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>The user's source with the generated one.</summary>
    public CSharpCompilation Compilation { get; } = source.AddSyntaxTrees(driver.GetRunResult().GeneratedTrees
        .Select(tree => CSharpSyntaxTree.ParseText(tree.GetText(), parse, tree.FilePath)));

    /// <summary>
    /// Everything a build would print: the C# compiler's, the generator's and (unless left out) the analyzer's messages, in source order.
    /// </summary>
    public ImmutableArray<Diagnostic> Build(bool withAnalyzers = true, NetworkAnalyzer? analyzer = null)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files], properties), onAnalyzerException: null, concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> all = withAnalyzers
            ? new CompilationWithAnalyzers(Compilation,
                [analyzer ?? new NetworkAnalyzer(), new ComplianceSuppressor(), new NetGen.SourceGenerators.CallSites.CallSiteAnalyzer(),
                    new NetGen.SourceGenerators.CallSites.TrainingAnalyzer(),
                new NetGen.SourceGenerators.Names.LossAnalyzer()], options).GetAllDiagnosticsAsync().GetAwaiter().GetResult()
            : Compilation.GetDiagnostics();
        all = [.. Result.Diagnostics, .. all.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)];

        return [.. all.OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)
            .ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>The source text a diagnostic underlines.</summary>
    public string Underlined(Diagnostic diagnostic)
    {
        if (diagnostic.Location == Location.None) return "";
        string path = diagnostic.Location.GetLineSpan().Path;
        return Compilation.SyntaxTrees.Single(tree => tree.FilePath == path).GetText().ToString(diagnostic.Location.SourceSpan);
    }

    /// <summary>No error and no warning, not even at warning level 9999; else the messages with the numbered generated text.</summary>
    public Generated AssertClean()
    {
        ImmutableArray<Diagnostic> messages = Build();
        if (messages.IsEmpty) return this;
        string sources = string.Join("\n", messages.Select(m => m.Location.SourceTree).OfType<SyntaxTree>().Distinct().Select(Numbered));
        Assert.Fail(string.Join("\n", messages) + "\n\n" + sources);
        return this;
    }

    private static string Numbered(SyntaxTree tree) =>
        tree.FilePath + "\n" + string.Join("\n", tree.GetText().Lines.Select(line => $"{line.LineNumber + 1,5}  {line}"));
}
