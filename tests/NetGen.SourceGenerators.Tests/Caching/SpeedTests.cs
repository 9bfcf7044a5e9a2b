using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.Tests.Caching;

/// <summary>
/// What an edit costs while typing, in time of the processor where the system tells it and as the best of many runs, so that a busy machine
/// counts little. The bounds are several times what an idle one needs, or with <c>NETGEN_WHOLE=1</c>, on an idle one, what is promised; the
/// figures themselves are written out.
/// </summary>
public class SpeedTests(ITestOutputHelper output)
{
    /// <summary>Turns before those that count: the JIT compiles what is called often a second time, in the background.</summary>
    private const int WarmUp = 60;

    private const int Networks = 50, Runs = 40;

    /// <summary>What is promised, in milliseconds, and how many times that is let pass.</summary>
    private const double Reading = 0.5, EditedNetwork = 5, FiftyNetworks = 25;

    private static readonly int leeway = SlowTests.Wanted ? 1 : 10;

    private static string Source(int size) =>
        "using NetGen;\nnamespace Samples;\n" + string.Concat(Enumerable.Range(0, Networks).Select(i =>
        $"[Network]\n[Input(10)]\n[Dense({(i == 7 ? size : 64)}, Activation.ReLU)]\n[Dense(32, Activation.ReLU), Dropout(0.2)]\n"
        + $"[Dense(1, Activation.Sigmoid)]\n[BinaryCrossEntropy]\nsealed partial class Net{i};\n"));

    private double Best(string what, Func<int, Action> prepare) => Best((what, prepare))[0];

    /// <summary>The best time of each, by turns, so that none of them has the warmer code.</summary>
    private double[] Best(params (string What, Func<int, Action> TransposeWeights)[] contenders)
    {
        double[] best = [.. contenders.Select(_ => double.MaxValue)];
        for (int run = 0; run < WarmUp + Runs; run++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                Action action = contenders[i].TransposeWeights(run);
                double start = ThreadTime.Milliseconds();
                action();
                if (run >= WarmUp) best[i] = Math.Min(best[i], ThreadTime.Milliseconds() - start);
            }
        }

        for (int i = 0; i < contenders.Length; i++) output.WriteLine($"{contenders[i].What}: {best[i]:F2} ms");
        return best;
    }

    [Fact]
    public void Reading_a_network_takes_a_fraction_of_a_millisecond()
    {
        double best = Best($"binding and reading {Networks} networks", _ =>
        {
            CSharpCompilation compilation = Generate.Compilation([Source(64)]);
            var model = compilation.GetSemanticModel(compilation.SyntaxTrees[0]);
            var classes = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().ToList();
            var symbols = classes.Select(declaration => model.GetDeclaredSymbol(declaration)!).ToList();
            return () =>
            {
                for (int i = 0; i < classes.Count; i++)
                    Assert.NotNull(NetworkParser.Parse(symbols[i], classes[i], compilation, CancellationToken.None));
            };
        });
        Assert.InRange(best / Networks, 0, Reading * Math.Min(leeway, 5));
    }

    [Fact]
    public void Fifty_networks_in_a_file_keep_up_with_typing()
    {
        // The surface alone, as an editor asks for it; kernels come with a build.
        CSharpCompilation compilation = Generate.Compilation([Source(64)]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator(NetworkCompiler.Compile).AsSourceGenerator()],
            parseOptions: Generate.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.Implementation)).RunGenerators(compilation);

        double[] best = Best(
            ("an edit that changes no network", run =>
            {
                CSharpCompilation edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0],
                    Generate.Tree($"// {run}\n" + Source(64)));
                return () => driver.RunGenerators(edited);
            }),
            ("an edit of one network", run =>
            {
                CSharpCompilation edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Generate.Tree(Source(65 + run)));
                return () => driver.RunGenerators(edited);
            }));
        (double comment, double edit) = (best[0], best[1]);
        output.WriteLine($"the edited network alone: {edit - comment:F2} ms");
        Assert.InRange(comment, 0, FiftyNetworks * Math.Min(leeway, 5));
        // noise may make it less than nothing
        Assert.True(edit - comment <= EditedNetwork * leeway, $"the edited network adds {edit - comment:F2} ms");
    }

    [Fact]
    public void The_analyzer_s_check_of_a_network_takes_microseconds()
    {
        var spec = Parsing.ParserTests.Specs(Source(64))[0];
        double best = Best("a thousand checks", _ => () =>
        {
            for (int i = 0; i < 1000; i++) NetworkCompiler.Check(spec);
        });
        Assert.InRange(best / 1000, 0, 0.5);
    }
}
