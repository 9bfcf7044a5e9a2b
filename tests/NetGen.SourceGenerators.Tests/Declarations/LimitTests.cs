namespace NetGen.SourceGenerators.Tests.Declarations;

/// <summary>Sizes, products of sizes and sums of them beyond what is possible, at the argument that makes them so.</summary>
public class LimitTests
{
    [Theory]
    [InlineData("Input(2147483647), Dense(1)", "NG1106", "2147483647", "'Input' has Shape = 2147483647: it must be between 1 and 16777216")]
    [InlineData("Input(65536, 65536), Flatten, Dense(1)", "NG1109", "65536, 65536",
        "'Input' would have 65536×65536 values: at most 16777216 are possible; make the layer or the input smaller")]
    [InlineData("Input(16777216, 16777216, 16777216), Flatten, Dense(1)", "NG1109", "16777216, 16777216, 16777216",
        "'Input' would have 16777216×16777216×16777216 values: at most 16777216 are possible; make the layer or the input smaller")]
    [InlineData("Input(100000), Dense(100000), Dense(1)", "NG1109", "100000",
        "'Dense1' would have 100000×100000 values: at most 16777216 are possible; make the layer or the input smaller")]
    [InlineData("Input(16777216), Dense(16777216), Dense(1)", "NG1109", "16777216",
        "'Dense1' would have 16777216×16777216 values: at most 16777216 are possible; make the layer or the input smaller")]
    [InlineData("Input(10), Reshape(65536, 65536), Flatten, Dense(1)", "NG2008", "65536, 65536",
        "Reshape 'Reshape1' makes 65536×65536, but 'Input' gives 10, which is 10 values: give sizes whose "
        + "product is 10, or -1 for one of them")]
    [InlineData("Input(10), Slice(2147483647, 16777216), Dense(1)", "NG2009", "2147483647",
        "Slice 'Slice1' takes values 2147483647 to 2164260862 of the last axis, but 'Input' gives 10, whose last axis has 10, counted "
        + "from 0: start and end within it")]
    [InlineData("Input(10), Split(2147483647, 0), Dense(1)", "NG1106", "2147483647",
        "'Split1' has Parts = 2147483647: it must be between 1 and 16777216")]
    public void Of_a_layer(string layers, string id, string underlined, string message) =>
        Expect.One(id, underlined, message, $"using NetGen;\n[Network, {layers}] sealed partial class Net;");

    [Fact]
    public void Of_open_sizes_multiplied() => Expect.One("NG1106", "Apply<Wide>",
        "In 'Apply1' (block Wide): 'Apply1.Dense1' has Units = 2147483647: it must be between 1 and 16777216",
        "using NetGen;\n[Network, Input(65536), Apply<Wide>, Dense(1)] sealed partial class Net;\n"
        + "[Block, Dense(Given.Width, Times = 16777216)] sealed partial class Wide;");

    [Fact]
    public void Of_several_joined() => Expect.One("NG1109", "Concat(nameof(A), nameof(B))",
        "'C' would have 25165824 values: at most 16777216 are possible; make the layer or the input smaller",
        """
        using NetGen;
        [Network] sealed partial class Net
        {
            [Input(12582912)] public partial Input A { get; }
            [Input(12582912)] public partial Input B { get; }
            [Concat(nameof(A), nameof(B))] public partial Layer C { get; }
        }
        """);

    [Fact]
    public void Of_the_whole_network() => Expect.One("NG1111", "Net",
        "Network 'Net' would have 134217792 parameters: at most 134217728 are possible; make its layers smaller, or fewer",
        "using NetGen;\n[Network, Input(4096), " + string.Join(", ", Enumerable.Repeat("Dense(4096, Activation.ReLU, Bias = false)", 8))
        + ", Slice(0, 64), Dense(1, Bias = false)] sealed partial class Net;");

    [Fact]
    public void Of_layers_once_blocks_are_expanded() => Expect.One("NG1151", "Repeat<Step>(1025)",
        "Network 'Net' has more than 2048 layers once its blocks are expanded: repeat them less often",
        "using NetGen;\n[Network, Input(4), Repeat<Step>(1025), Dense(1)] sealed partial class Net;\n"
        + "[Block, Dense(4), Tanh] sealed partial class Step;");
}
