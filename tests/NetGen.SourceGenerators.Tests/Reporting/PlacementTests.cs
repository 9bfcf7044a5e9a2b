using NetGen.Compiler.Model;
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
            Expect.Messages(["using NetGen;\n[Network, Input(4), Dense(2, Initializer = (Initializer)99, InitializerValue = double.NaN), MeanSquaredError(Weight = 0)] sealed partial class Net;"])
                .Select(message => message.Underlined));
}
