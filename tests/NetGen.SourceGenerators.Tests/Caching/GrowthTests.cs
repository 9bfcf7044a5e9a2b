using System.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Compiler;

namespace NetGen.SourceGenerators.Tests.Caching;

/// <summary>
/// What a network with twice the layers takes: twice the time, in the time of the processor and as the best of several runs. The bound lets
/// pass what a busy machine adds, and no search through all layers for each of them.
/// </summary>
[Collection(nameof(Alone))]
public class GrowthTests(ITestOutputHelper output)
{
    /// <summary>At most: neighbors on the machine take caches for seconds; the least of many runs is what the work takes.</summary>
    private const int Runs = 32;

    /// <summary>Bytes that a run may take without a collection.</summary>
    private const long Room = 200 << 20;

    /// <summary>How many times as long twice as much may take.</summary>
    private const double Most = 3;

    private static readonly Dictionary<string, (Func<int, string> Source, int Count)> families = new()
    {
        ["different Dense"] = (n => Chain(n, i => $"Dense({10 + i}, Activation.ReLU)"), 30),
        ["equal Dense"] = (n => Chain(n, _ => "Dense(16, Activation.ReLU)"), 60),
        ["LayerNorm"] = (n => Chain(n, _ => "LayerNorm"), 60),
        ["BatchNorm"] = (n => Chain(n, _ => "BatchNorm"), 50),
        ["PReLU"] = (n => Chain(n, _ => "PReLU"), 50),
        ["Tanh"] = (n => Chain(n, _ => "Tanh"), 500),
        ["Reshape"] = (n => Chain(n, _ => "Reshape(4, 4), Flatten"), 400),
        ["residual blocks"] = (n => Chain(n, _ => "Residual<Step>")
            + "[Block, LayerNorm, Dense(Given.Width)] sealed partial class Step;\n", 40),
        ["blocks of their own"] = (n => Chain(n, i => $"Apply<B{i}>")
            + Lines(n, i => $"[Block, Dense(16)] sealed partial class B{i};"), 80),
        ["a block repeated"] = (n => Chain(1, _ => $"Repeat<Step>({n})")
            + "[Block, LayerNorm, Dense(Given.Width)] sealed partial class Step;\n", 40),
        ["a value joined"] = (n => Members($"[Concat({Listed(n, _ => "\"A\"")})] public partial Layer Last {{ get; }}"), 200),
        ["layers joined"] = (n => Members(Lines(n, i => $"[Tanh(From = \"A\")] public partial Layer L{i} {{ get; }}")
            + $"[Concat({Listed(n, i => $"\"L{i}\"")})] public partial Layer Last {{ get; }}"), 150),
        ["layers added"] = (n => Members(Lines(n, i => $"[Dense(16, From = \"A\")] public partial Dense L{i} {{ get; }}")
            + $"[Add({Listed(n, i => $"\"L{i}\"")})] public partial Layer Last {{ get; }}"), 100),
        ["doublings"] = (n => Members(Lines(n, i => $"[Add(\"{Above(i)}\", \"{Above(i)}\")] public partial Layer L{i} {{ get; }}")), 400),
        ["a value used by all"] = (n => Members(Lines(n, i => $"[Add(\"{Above(i)}\", \"A\")] public partial Layer L{i} {{ get; }}")), 400),
        ["skip connections"] = (n => Members(Lines(n, i =>
            $"[Dense(16, Activation.ReLU)] public partial Dense D{i} {{ get; }} "
            + $"[Add(\"D{i}\", \"{Above(i)}\")] public partial Layer L{i} {{ get; }}")), 60),
        ["layers that share"] = (n => Members("[Dense(16)] public partial Dense D { get; }"
            + Lines(n, i => $"[Shared(\"{(i == 0 ? "D" : Above(i))}\")] public partial Layer L{i} {{ get; }}")), 120),
        ["inputs and outputs"] = (n => "using NetGen;\n[Network] sealed partial class Net\n{\n"
            + Lines(n, i => $"[Input({4 + i})] public partial Input I{i} {{ get; }}")
            + Lines(n, i => $"[Dense({4 + i}, From = \"I{i}\"), MeanSquaredError] public partial Dense D{i} {{ get; }}") + "}\n", 8),
    };

    public static TheoryData<string> Families => [.. families.Keys];

    private static string Above(int layer) => layer == 0 ? "A" : $"L{layer - 1}";

    private static string Listed(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(0, count).Select(item));

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static string Chain(int count, Func<int, string> layer) =>
        $"using NetGen;\n[Network, Input(16), {Listed(count, layer)}, Dense(3), MeanSquaredError] sealed partial class Net;\n";

    private static string Members(string layers) =>
        $"using NetGen;\n[Network] sealed partial class Net\n{{\n[Input(16)] public partial Input A {{ get; }}\n{layers}\n"
        + $"[Dense(3), MeanSquaredError] public partial Dense Y {{ get; }}\n}}\n";

    [Theory]
    [MemberData(nameof(Families))]
    public void Twice_the_layers_take_twice_the_time(string family)
    {
        (Func<int, string> source, int count) = families[family];
        CSharpCompilation one = Bound(source(count)), two = Bound(source(2 * count));
        double single = double.MaxValue, twice = double.MaxValue;
        for (int run = 0; run < Runs && (run < 2 || twice > Most * single); run++)
        {
            single = Math.Min(single, Time(one));
            twice = Math.Min(twice, Time(two));
        }

        output.WriteLine($"{family}: {single:F0} ms for {count}, {twice:F0} ms for {2 * count}");
        Assert.True(twice <= Most * single, $"{single:F0} ms for {count}, {twice:F0} ms for {2 * count}");
    }

    /// <summary>What the C# compiler knows of the declaration before any generator runs is not counted.</summary>
    private static CSharpCompilation Bound(string source)
    {
        CSharpCompilation compilation = Generate.Compilation([source]);
        _ = compilation.GetDiagnostics();
        return compilation;
    }

    private static double Time(CSharpCompilation compilation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new NetworkGenerator(NetworkCompiler.Compile).AsSourceGenerator()], parseOptions: Generate.ParseOptions);
        // Collections would be counted as the time of whoever asks for memory next, and take as long as all that other tests have left.
        bool isFree = GC.TryStartNoGCRegion(Room);
        double start = ThreadTime.Milliseconds();
        GeneratorDriver ran = driver.RunGenerators(compilation);
        double time = ThreadTime.Milliseconds() - start;
        if (isFree && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion) GC.EndNoGCRegion();
        GeneratorRunResult result = ran.GetRunResult().Results.Single();
        Assert.Empty(Stubs.In(result));
        Assert.Empty(result.Diagnostics);
        return time;
    }
}

/// <summary>Tests that run when no other does: collections of garbage are counted as the time of whoever asks for memory.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
