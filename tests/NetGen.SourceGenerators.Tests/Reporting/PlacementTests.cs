using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>A problem the compiler finds is underlined where it is written.</summary>
public class PlacementTests
{
    private const string Source = """
        using NetGen;
        // Something above, so that no place is where it would be by accident.
        namespace Samples
        {
            [System.Serializable]
            [Network(Defaults.Keras, Checks = true)]
            [Input(28, /* by */ 28), Flatten]
            [Dense(10, activation: Activation.ReLU,
                Bias = false)]
            [Dense(1)]
            sealed partial class Net;
        }
        """;

    [Theory]
    [InlineData(-1, null, "Net")]
    [InlineData(-1, "Defaults", "Defaults.Keras")]
    [InlineData(-1, "Checks", "Checks = true")]
    [InlineData(0, null, "Input(28, /* by */ 28)")]
    [InlineData(0, "Shape", "28, /* by */ 28")]
    [InlineData(1, null, "Flatten")]
    [InlineData(2, "Units", "10")]
    [InlineData(2, "Activation", "activation: Activation.ReLU")]
    [InlineData(2, "Bias", "Bias = false")]
    [InlineData(2, "Frozen", "Dense(10, activation: Activation.ReLU,\n        Bias = false)")]
    public void An_argument_is_underlined_where_it_is_written_else_the_attribute(int node, string? argument, string underlined)
    {
        // Any rule does: what is tested is the way from a problem to its place.
        Problem problem = new(DeclarationRules.ReservedName, node, argument, "a", "b");
        var analyzer = new NetworkAnalyzer(_ => [problem]);
        var (id, text, _) = Assert.Single(Expect.Messages([Source], analyzer: analyzer));
        Assert.Equal((DeclarationRules.ReservedName.Id, underlined), (id, text));
    }

    [Fact]
    public void The_generator_underlines_what_the_analyzer_would()
    {
        const string wrong = "using NetGen;\n[Network]\n[Input(4)]\n[Dense(0)]\n[Dropout(1.5)]\nsealed partial class Net;";
        var byAnalyzer = Expect.Messages([wrong]);
        var byGenerator = Expect.Messages([wrong], new BuildProperties(("RunAnalyzers", "false")));
        Assert.Equal(["0", "1.5"], byAnalyzer.Select(m => m.Underlined));
        Assert.Equal(byAnalyzer, byGenerator);
    }

    [Fact]
    public void Independent_mistakes_are_named_together() =>
        Assert.Equal(["Initializer = (Initializer)99", "InitializerValue = double.NaN", "Weight = 0"],
            Expect.Messages(
                ["using NetGen;\n[Network, Input(4), Dense(2, Initializer = (Initializer)99, InitializerValue = double.NaN), "
                    + "MeanSquaredError(Weight = 0)] sealed partial class Net;"])
                .Select(message => message.Underlined));

    /// <summary>
    /// An editor asks file by file: what a nested network asks of the class around it is in that class's file, the rest in the network's
    /// own.
    /// </summary>
    [Fact]
    public async Task Asked_for_one_file_the_analyzer_says_what_is_there()
    {
        Generated generated =
            Generate.Run(["partial class Outer { }",
                "using NetGen;\npartial class Outer\n{\n[Network, Input(4), Dense(0)] sealed class Net;\n}"],
                    generator: Generate.WithoutKernels);
        Assert.Equal([], await Ask(generated, 0));
        Assert.Equal(["NG1106 0", "NG1001 Net"], await Ask(generated, 1));

        generated = Generate.Run(
            ["partial class Outer { }", "partial class Outer\n{\n    class Inner { }\n}",
                "using NetGen;\npartial class Outer\n{\n    partial class Inner\n    {\n"
                + "[Network, Input(2, 2), Dense(3)] sealed partial class Net;\n    }\n}"], generator: Generate.WithoutKernels);
        Assert.Equal([], await Ask(generated, 0));
        Assert.Equal(["NG2001 Dense(3)"], await Ask(generated, 2));
    }

    private static async Task<IEnumerable<string>> Ask(Generated generated, int file)
    {
        SyntaxTree tree = generated.Compilation.SyntaxTrees.Single(one => one.FilePath == $"/source/File{file}.cs");
        var asked = generated.Compilation.WithAnalyzers([new NetworkAnalyzer()]);
        var reported = await asked.GetAnalyzerSemanticDiagnosticsAsync(generated.Compilation.GetSemanticModel(tree), null,
            TestContext.Current.CancellationToken);
        return reported.OrderBy(one => one.Location.SourceSpan.Start).Select(one => $"{one.Id} {generated.Underlined(one)}");
    }
}
