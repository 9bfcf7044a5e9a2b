using Microsoft.CodeAnalysis;

namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>What is wrong inside a block is named where the block is applied, with the block's own line alongside it.</summary>
public class BlockPlaceTests
{
    /// <summary>Id, what is underlined, and what the additional location holds; from the analyzer and from the generator.</summary>
    private static void Expected(string blocks, string network, params (string Id, string Underlined, string? Inside)[] expected)
    {
        foreach (BuildProperties? properties in (BuildProperties?[])[null, new BuildProperties(("RunAnalyzers", "false"))])
        {
            Generated generated = Generate.Run(["using NetGen;\n" + network, "using NetGen;\n// Somewhere else.\n" + blocks],
                properties: properties, generator: Generate.WithoutKernels);
            Assert.Equal(expected, generated.Build().Where(message => properties is null || message.Severity == DiagnosticSeverity.Error)
                .Select(message =>
                    (message.Id, generated.Underlined(message), message.AdditionalLocations.Select(place => TextAt(generated, place))
                        .SingleOrDefault())));
        }
    }

    private static string TextAt(Generated generated, Location place)
    {
        Assert.Equal("/source/File1.cs", place.GetLineSpan().Path);
        return generated.Compilation.SyntaxTrees.Single(tree => tree.FilePath == "/source/File1.cs").GetText().ToString(place.SourceSpan);
    }

    [Fact]
    public void A_layer_s_argument_in_a_chain() => Expected(
        "[Block, Dense(3), Dense(0, Bias = false), Dropout(rate: 2)] sealed partial class Step;",
        "[Network, Input(4), Apply<Step>] sealed partial class Net;",
        ("NG1106", "Apply<Step>", "0"), ("NG1107", "Apply<Step>", "rate: 2"));

    [Fact]
    public void A_layer_that_does_not_fit_the_input() => Expected(
        "[Block]\n[LayerNorm]\n[Dense(3)] sealed partial class Step;", "[Network, Input(4, 4), Repeat<Step>(3)] sealed partial class Net;",
        ("NG2001", "Repeat<Step>(3)", "LayerNorm"));

    [Fact]
    public void A_layer_of_a_block_of_members() => Expected(
        "[Block] sealed partial class Step\n{\n[Dense(3)] public partial Dense A { get; }\n"
        + "[Dense(3, From = \"B\")] public partial Dense C { get; }\n}",
        "[Network, Input(4), Apply<Step>] sealed partial class Net;", ("NG1157", "Apply<Step>", "From = \"B\""));

    [Fact]
    public void A_block_in_a_block() => Expected(
        "[Block, Dense(-2)] sealed partial class Inner;\n[Block, Tanh, Apply<Inner>] sealed partial class Outer;",
        "[Network, Input(4), Apply<Outer>] sealed partial class Net;",
        ("NG1106", "Apply<Outer>", "-2"));

    [Fact]
    public void A_block_that_applies_itself() => Expected(
        "[Block, Dense(2), Apply<Step>] sealed partial class Step;", "[Network, Input(4), Apply<Step>] sealed partial class Net;",
        ("NG1150", "Apply<Step>", "Apply<Step>"));

    [Fact]
    public void Blocks_that_apply_each_other() => Expected(
        "[Block, Dense(2), Apply<B>] sealed partial class A;\n[Block, Tanh, Residual<A>] sealed partial class B;",
        "[Network, Input(4), Apply<A>] sealed partial class Net;", ("NG1150", "Apply<A>", "Residual<A>"));

    [Fact]
    public void Alongside_a_layer_that_CSharp_does_not_know() => Expected(
        "[Block, Dense(0)] sealed partial class Step;\n[Block, Dropout(3), Apply<Step>] sealed partial class Outer;",
        "[Network, Input(4), Dens(3), Apply<Outer>] sealed partial class Net;",
        ("CS0246", "Dens", null), ("CS0246", "Dens", null), ("NG3120", "Dens", null), ("NG1106", "Apply<Outer>", "0"),
        ("NG1107", "Apply<Outer>", "3"));

    [Fact]
    public void A_mistake_of_the_network_itself_has_no_second_place() => Expected(
        "[Block] sealed partial class Step;", "[Network, Input(4), Apply<Step>, Dense(0)] sealed partial class Net;",
        ("NG1154", "Apply<Step>", null), ("NG1106", "0", null));
}
