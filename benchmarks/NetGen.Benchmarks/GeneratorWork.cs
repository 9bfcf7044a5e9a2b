using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.SourceGenerators;

namespace NetGen.Benchmarks;

/// <summary>The generator at work on a network of ten layers, as an editor or a build drives it.</summary>
internal sealed class GeneratorWork
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp14);
    private readonly CSharpCompilation[] edits;
    private readonly CSharpCompilation elsewhere;
    private GeneratorDriver driver;
    private int edit;

    public GeneratorWork()
    {
        edits = [Compile(Network(64)), Compile(Network(96))];
        elsewhere = edits[0].AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal static class Elsewhere { }", Parse));
        driver = Driver(new NetworkGenerator());
    }

    /// <summary>100-128-128-128-64-64-64-64-32-32-1.</summary>
    /// <param name="width">Of the sixth layer, which an edit changes.</param>
    public static string Network(int width = 64) => $$"""
        using NetGen;

        namespace Edited;

        [Network]
        [Input(100)]
        [Dense(128, Activation.ReLU)]
        [Dense(128, Activation.ReLU)]
        [Dense(128, Activation.ReLU)]
        [Dense(64, Activation.ReLU)]
        [Dense(64, Activation.ReLU)]
        [Dense({{width}}, Activation.ReLU)]
        [Dense(64, Activation.ReLU)]
        [Dense(32, Activation.ReLU)]
        [Dense(32, Activation.ReLU)]
        [Dense(1)]
        [MeanSquaredError]
        public sealed partial class TenLayers;
        """;

    /// <summary>Has Roslyn's own code compiled: the time of a generator that does next to nothing is not the generator's.</summary>
    public void WarmRoslyn()
    {
        foreach (CSharpCompilation compilation in edits) Driver(new Nothing()).RunGenerators(compilation).GetRunResult();
        edits[1].GetDiagnostics();
    }

    /// <summary>A run from nothing, as in a build.</summary>
    public void Cold() => Check(Driver(new NetworkGenerator()).RunGenerators(edits[0]));

    /// <summary>After a change of a layer's width: everything is written again.</summary>
    public void Edit() => driver = Check(driver.RunGenerators(edits[edit ^= 1]));

    /// <summary>After a change in another file: nothing is.</summary>
    public void EditElsewhere() => driver = Check(driver.RunGenerators((edit ^= 1) == 0 ? edits[0] : elsewhere));

    /// <summary>Lines by file.</summary>
    public IReadOnlyList<(string File, int Lines)> Lines() =>
        [.. Driver(new NetworkGenerator()).RunGenerators(edits[0])
            .GetRunResult().GeneratedTrees.Select(tree => (Path.GetFileName(tree.FilePath), tree.GetText().Lines.Count))];

    internal static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Edited", [CSharpSyntaxTree.ParseText(source, Parse)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is "NetGen.dll" || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A run from nothing.</summary>
    internal static GeneratorDriver Run(IIncrementalGenerator generator, CSharpCompilation compilation) =>
        Driver(generator).RunGenerators(compilation);

    private static GeneratorDriver Driver(IIncrementalGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: Parse);

    private static GeneratorDriver Check(GeneratorDriver driver)
    {
        GeneratorDriverRunResult result = driver.GetRunResult();
        if (result.GeneratedTrees.Length == 0 || !result.Diagnostics.IsEmpty)
            throw new InvalidOperationException(
                $"The generator wrote {result.GeneratedTrees.Length} files: {string.Join("; ", result.Diagnostics)}");
        return driver;
    }

    /// <summary>Finds attributes, and writes a comment for each class.</summary>
    private sealed class Nothing : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(
                context.SyntaxProvider.ForAttributeWithMetadataName("NetGen.NetworkAttribute", (_, _) => true,
                    (found, _) => found.TargetSymbol.Name),
                (output, name) => output.AddSource(name + ".g.cs", "// " + name));
    }
}
