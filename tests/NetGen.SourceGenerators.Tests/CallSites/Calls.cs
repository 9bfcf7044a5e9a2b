using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.SourceGenerators.CallSites;

namespace NetGen.SourceGenerators.Tests.CallSites;

/// <summary>Statements that call networks of another assembly, and what is reported for them.</summary>
internal static class Calls
{
    /// <summary>An assembly of networks.</summary>
    public static MetadataReference Library => library.Value;

    private static readonly Lazy<MetadataReference> library = new(() =>
    {
        Generated generated = Generate.Run("""
            using NetGen;
            namespace Library;
            [Network, Input(10), Dense(3, Activation.Tanh), Dense(1, Activation.Sigmoid), BinaryCrossEntropy] public sealed partial class Classifier;
            [Network, Input(5, 2), Flatten, Dense(4), SoftmaxCrossEntropy] public sealed partial class Sorter;
            [Network, Input(4), Dense(2), MeanSquaredError] public sealed partial class Pair;
            [Network, Input(3), Dense(10)] public sealed partial class Generator;
            [Network, Input(4), Dense(8), BatchNorm, ReLU, Dense(1), MeanSquaredError] public sealed partial class Normalized;
            [Block, Dense(8), BatchNorm, ReLU] public sealed partial class Step;
            [Network, Input(4), Repeat<Step>(2), Dense(1), MeanSquaredError] public sealed partial class Deep;
            [Network] public sealed partial class WideAndDeep
            {
                [Input(6)] public partial Input Wide { get; }
                [Input(4)] public partial Input Narrow { get; }
                [Apply(From = nameof(Narrow))] public partial Step Hidden { get; }
                [Concat(nameof(Hidden), nameof(Wide))] public partial Layer Joined { get; }
                [Dense(1), SigmoidCrossEntropy] public partial Dense Click { get; }
                [Dense(3, From = nameof(Joined)), SoftmaxCrossEntropy] public partial Dense Kind { get; }
            }
            """);
        using MemoryStream image = new();
        Assert.True(generated.Compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    });

    /// <summary>All that is reported, C#'s errors included, as id, underlined text, message.</summary>
    public static IReadOnlyList<(string Id, string Underlined, string Message)> Say(string statements, string members = "",
        bool isAsync = false)
    {
        string source = $$"""
            using System;
            using System.Linq;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            using Library;
            using NetGen;
            [InlineArray(9)] struct Nine { float first; }
            [InlineArray(10)] struct Ten { float first; }
            class Vector { public static implicit operator ReadOnlySpan<float>(Vector v) => default; public float[] Array = new float[9]; }
            class Program
            {
                {{members}}
                static {{(isAsync ? "async System.Threading.Tasks.Task" : "void")}} Main(Classifier net, Sorter sorter, Pair pair, Generator maker, Tape<Classifier> tape, Tape<Generator> made, Tape<Sorter> sorted, Tape<Pair> paired, WideAndDeep wide, Tape<WideAndDeep> taped, Optimizer optimizer, float[] some, int n, bool b)
                {
                    var y = new float[64];
                    {{statements}}
                }
            }
            """;
        CSharpCompilation compilation = CSharpCompilation.Create("Program", [Generate.Tree(source)], [.. References.All, library.Value],
            Generate.CompilationOptions);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var messages = compilation.WithAnalyzers([new CallSiteAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return [.. messages.OrderBy(m => m.Location.SourceSpan.Start).Select(m =>
            (m.Id, source.Substring(m.Location.SourceSpan.Start,
                m.Location.SourceSpan.Length), m.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))];
    }
}
