using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Benchmarks;
using NetGen.Compiler;
using NetGen.Compiler.Targets;

namespace NetGen.SourceGenerators.Tests.Caching;

/// <summary>
/// The text of networks as deep as GPT-2 and ResNet-110: kernels that depend on what blocks are, not on how many there are, and a few
/// lines for each layer that is described to the library.
/// </summary>
public class DeepTextTests
{
    private static readonly string[] Targets = [.. TargetIsa.All.Select(target => target.Name)];

    [Fact]
    public void Kernels_of_ResNets_of_two_depths_are_the_same()
    {
        Dictionary<string, string> one = Files(StandIns.ResNet(20)), two = Files(StandIns.ResNet(56));
        Assert.All(Targets, target => Assert.Equal(Code(one[target]), Code(two[target])));
    }

    [Fact]
    public void Kernels_of_transformers_of_two_depths_are_the_same()
    {
        Dictionary<string, string> one = Files(StandIns.Gpt(6)), two = Files(StandIns.Gpt(12));
        Assert.All(Targets, target => Assert.Equal(Code(one[target]), Code(two[target])));
    }

    /// <summary>A layer of a transformer has 14 layers and 16 parameters, a step of a residual network 7 and 10.</summary>
    [Fact]
    public void Each_block_adds_few_lines()
    {
        Assert.InRange((Lines(StandIns.Gpt(24)) - Lines(StandIns.Gpt(18))) / 6, 1, 50);
        Assert.InRange((Lines(StandIns.ResNet(110)) - Lines(StandIns.ResNet(92))) / 9, 1, 30);
    }

    private static int Lines(string source) => Files(source).Values.Sum(text => text.Count(c => c == '\n'));

    /// <summary>What is below the header, which says the network's shapes.</summary>
    private static string Code(string file) => file[file.IndexOf("#nullable", StringComparison.Ordinal)..];

    /// <summary>The files of the network, by what is behind its name.</summary>
    private static Dictionary<string, string> Files(string source)
    {
        CSharpCompilation compilation = Generate.Compilation([source]);
        GeneratorRunResult result = CSharpGeneratorDriver.Create(
            [new NetworkGenerator(NetworkCompiler.Compile).AsSourceGenerator()], parseOptions: Generate.ParseOptions)
            .RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.Empty(result.Diagnostics);
        return result.GeneratedSources.Where(file => file.HintName.StartsWith("StandIns.Network", StringComparison.Ordinal)).ToDictionary(
            file => file.HintName.Split('.') is { Length: > 4 } parts ? parts[2] : "", file => file.SourceText.ToString());
    }
}
