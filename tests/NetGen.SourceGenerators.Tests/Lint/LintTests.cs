namespace NetGen.SourceGenerators.Tests.Lint;

/// <summary>LintWarnings: what is doubted, and what is near it and is not. Pages hold a case of each id with its message.</summary>
public class LintTests
{
    private static IEnumerable<string> Ids(string layers, string options = "") =>
        Expect.Messages([$"using NetGen;\n[Network{options}, Input(4), {layers}] sealed partial class Net;"])
            .Select(message => $"{message.Id} {message.Underlined}");

    [Theory]
    [InlineData("Dense(3, Activation.Softmax), Flatten, Softmax, CrossEntropy", "NG4001 Softmax")]
    [InlineData("Softmax, Softmax", "NG4001 Softmax")]
    [InlineData("Dense(3), Softmax, MeanSquaredError", "NG4002 MeanSquaredError")]
    [InlineData("Dense(3), Sigmoid, Identity, MeanSquaredError(Weight = 2)", "NG4002 MeanSquaredError(Weight = 2)")]
    [InlineData("Dense(3), ReLU, Flatten, MeanSquaredError", "NG4003 ReLU")]
    [InlineData("Dense(3, activation: Activation.ReLU, Bias = false), MeanSquaredError", "NG4003 activation: Activation.ReLU")]
    [InlineData("Dense(3), Sigmoid, MeanAbsoluteError", "NG4002 MeanAbsoluteError")]
    [InlineData("Dense(3, Activation.Sigmoid), Huber", "NG4002 Huber")]
    [InlineData("Dense(3, Activation.Softmax), SmoothL1", "NG4002 SmoothL1")]
    [InlineData("Dense(3), ReLU, MeanAbsoluteError", "NG4003 ReLU")]
    [InlineData("Dense(3, Activation.ReLU), Huber", "NG4003 Activation.ReLU")]
    [InlineData("Dense(3, Activation.ReLU), SmoothL1", "NG4003 Activation.ReLU")]
    [InlineData("Dense(3, Activation.ReLU), SoftmaxCrossEntropy", "NG4012 Activation.ReLU")]
    [InlineData("Dense(3), ReLU, Flatten, SigmoidCrossEntropy", "NG4012 ReLU")]
    [InlineData("Dense(3), Dropout, Softmax, CrossEntropy", "NG4004 Dropout")]
    [InlineData("Dense(3, Frozen = true), MeanSquaredError", "NG4006 Net")]
    [InlineData(
        "Dense(3, Activation.Tanh, Bias = false, Initializer = Initializer.Constant, InitializerValue = 0.1), Dropout, Dense(2, "
        + "Initializer = Initializer.Ones)", "NG4007 Initializer = Initializer.Constant")]
    [InlineData(
        "Dense(3, Activation.Tanh, Initializer = Initializer.Zeros, BiasInitializer = Initializer.Ones), LayerNorm, Dense(2, "
        + "Initializer = Initializer.Zeros)", "NG4007 Initializer = Initializer.Zeros")]
    [InlineData("Dense(3, Activation.ReLU, Initializer = Initializer.Zeros, Bias = false), Dense(2)",
        "NG4011 Initializer = Initializer.Zeros")]
    [InlineData("Dense(3, Initializer = Initializer.Zeros, BiasInitializer = Initializer.Zeros), ReLU6, Dense(2)",
        "NG4011 Initializer = Initializer.Zeros")]
    [InlineData("Dense(3, Activation.ReLU, Initializer = Initializer.Zeros), Dense(2)", "NG4011 Initializer = Initializer.Zeros",
        "(Defaults.Keras)")]
    [InlineData("Dense(8), Identity, Dense(2)", "NG4008 Dense(8)")]
    public void Is_warned_of(string layers, string warning, string options = "") => Assert.Equal([warning], Ids(layers, options));

    [Theory]
    [InlineData("Dense(3, Activation.Softmax), CrossEntropy")]
    [InlineData("Dense(3, Activation.Softmax), Dense(3, Activation.Softmax), CrossEntropy")]
    [InlineData("Dense(3, Activation.Sigmoid), Dense(3), MeanSquaredError")]
    [InlineData("Dense(3, Activation.ReLU), Dense(3), MeanSquaredError")]
    [InlineData("Dense(3, Activation.ReLU)")]
    [InlineData("Dense(3, Activation.ReLU), Dense(3), SigmoidCrossEntropy")]
    [InlineData("Dense(3, Activation.LeakyReLU), SoftmaxCrossEntropy")]
    [InlineData("Dense(3, Activation.Tanh), MeanSquaredError")]
    [InlineData("Dropout(0.2), Dense(8, Activation.ReLU), Dropout, Dense(3), SoftmaxCrossEntropy")]
    [InlineData("Dropout(0.2), Tanh, MeanSquaredError")]
    [InlineData("Dense(3, Frozen = true)")]
    [InlineData("Dense(3, Activation.Tanh, Frozen = true), Dense(3), MeanSquaredError")]
    [InlineData("Dense(3, Initializer = Initializer.Zeros), MeanSquaredError")]
    [InlineData("Dense(3, Activation.Tanh, BiasInitializer = Initializer.Zeros), Dense(2), MeanSquaredError")]
    [InlineData(
        "Dense(1, Activation.Tanh, Bias = false, Initializer = Initializer.Ones), Dense(2, Initializer = "
        + "Initializer.Ones), MeanSquaredError")]
    [InlineData("Dense(3, Activation.Tanh, Initializer = Initializer.Ones), Dense(2, Initializer = Initializer.Ones)")]
    [InlineData("Dense(3, Activation.Tanh, Bias = false, Initializer = Initializer.Ones), Dense(2)")]
    [InlineData("Dense(3, Activation.ReLU, Initializer = Initializer.Zeros), Dense(2)")]
    [InlineData("Dense(3, Activation.ReLU, Initializer = Initializer.Zeros, BiasInitializer = Initializer.Ones), Dense(2)")]
    [InlineData("Dense(3, Activation.LeakyReLU, Initializer = Initializer.Zeros, Bias = false), Dense(2)")]
    [InlineData("Dense(3, Activation.ReLU, Initializer = Initializer.Zeros, Bias = false, Frozen = true), Dense(2)")]
    [InlineData("Dense(2), Dense(8)")]
    [InlineData("Dense(8), LeakyReLU, Dense(2)")]
    public void Is_not_doubted(string layers) => Assert.Empty(Ids(layers));

    [Fact]
    public void A_network_with_mistakes_is_not_doubted() => Assert.Equal(["NG1106 0"], Ids("Dense(8), Dense(8), Dense(0)"));

    [Fact]
    public void A_doubt_can_be_silenced() =>
        Assert.Empty(
            Expect.Messages(
                ["using NetGen;\n#pragma warning disable NG4002\n[Network, Input(4), Dense(1, Activation.Sigmoid), "
                    + "MeanSquaredError] sealed partial class Net;"]));

    /// <summary>What is underlined, and the line of the block alongside it.</summary>
    private static IEnumerable<(string Id, string Underlined, string? Inside)> InBlocks(string block, string layers)
    {
        Generated generated =
            Generate.Run([$"using NetGen;\n[Network, Input(4), {layers}] sealed partial class Net;", "using NetGen;\n" + block],
                generator: Generate.WithoutKernels);
        return generated.Build().Select(message => (message.Id, generated.Underlined(message),
            message.AdditionalLocations.Select(place => generated.Source.SyntaxTrees[1].GetText().ToString(place.SourceSpan))
            .SingleOrDefault()));
    }

    [Theory]
    [InlineData("[Block, Dense(8), Dense(3, Activation.Tanh)] sealed partial class B;", "Apply<B>, Dense(2)", "NG4008",
        "Apply<B>", "Dense(8)")]
    [InlineData("[Block, Dense(8), Dense(3, Activation.Tanh)] sealed partial class B;", "Repeat<B>(3), Apply<B>, Dense(2)", "NG4008",
        "Repeat<B>(3)", "Dense(8)")]
    [InlineData("[Block, Dense(8)] sealed partial class B;", "Apply<B>, Dense(2)", "NG4008", "Apply<B>", "Dense(8)")]
    [InlineData("[Block, Dense(3), Softmax] sealed partial class B;", "Apply<B>, Softmax, CrossEntropy", "NG4001", "Softmax", null)]
    [InlineData("[Block, Dense(3, Activation.Softmax), Softmax] sealed partial class B;", "Apply<B>, CrossEntropy", "NG4001",
        "Apply<B>", "Softmax")]
    [InlineData("[Block, Dense(3), ReLU] sealed partial class B;", "Apply<B>, MeanSquaredError", "NG4003", "Apply<B>", "ReLU")]
    [InlineData("[Block, Dense(3, Activation.ReLU)] sealed partial class B;", "Apply<B>, MeanSquaredError", "NG4003", "Apply<B>",
        "Activation.ReLU")]
    [InlineData("[Block, Dense(3), Dropout] sealed partial class B;", "Apply<B>, MeanSquaredError", "NG4004", "Apply<B>", "Dropout")]
    [InlineData("[Block, Dense(3, Activation.Sigmoid)] sealed partial class B;", "Apply<B>, MeanSquaredError", "NG4002",
        "MeanSquaredError", null)]
    [InlineData("[Block, Dense(3, Frozen = true)] sealed partial class B;", "Apply<B>, MeanSquaredError", "NG4006", "Net", null)]
    [InlineData("[Block, Dense(3, Activation.ReLU, Bias = false, Initializer = Initializer.Zeros)] sealed partial class B;",
        "Apply<B>, Dense(2)", "NG4011", "Apply<B>", "Initializer = Initializer.Zeros")]
    [InlineData(
        "[Block] sealed partial class B { [Dense(3, Activation.Tanh)] public partial Dense P { get; }\n"
        + "[Dense(2, From = nameof(P))] public partial Dense Q { get; }\n"
        + "[Dense(4, Activation.Tanh, From = nameof(P))] public partial Dense R { get; } }",
        "Residual<B>, Tanh, Repeat<B>(2)", "NG4009", "Residual<B>", "Dense(2, From = nameof(P))")]
    [InlineData("[Block, Dense(8), Dense(4, Activation.Tanh)] sealed partial class A;\n[Block, Residual<A>, Tanh] sealed partial class B;",
        "Repeat<B>(2), Dense(2)", "NG4008", "Repeat<B>(2)", "Dense(8)")]
    public void Is_doubted_in_a_block_where_that_is_applied_and_once(string block, string layers, string id, string underlined,
        string? inside) => Assert.Equal([(id, underlined, inside)], InBlocks(block, layers));

    [Theory]
    [InlineData("[Block, Dense(Given.Width, Activation.GELU, Times = 4), Dense(Given.Width)] sealed partial class B;",
        "Residual<B>, Repeat<B>(2), Tanh, Dense(2)")]
    [InlineData("[Block, Dense(16, Activation.GELU), Dense(4, Initializer = Initializer.Zeros)] sealed partial class B;",
        "Residual<B>, LayerNorm, Residual<B>, Dense(2)")]
    [InlineData("[Block, Dense(8, Activation.Tanh), Dropout] sealed partial class B;", "Apply<B>, Apply<B>, Dense(2), MeanSquaredError")]
    public void Is_not_doubted_in_a_block(string block, string layers) => Assert.Empty(InBlocks(block, layers));

    [Fact]
    public void The_message_says_where_in_the_block_it_is() => Assert.Equal(
        "In 'Repeat1.0' (block B): 'Repeat1.0.Dense1' has no activation, so that 'Repeat1.0.Dense1' and 'Repeat1.0.Dense2' together "
        + "compute no more than 'Repeat1.0.Dense2' alone could: give 'Repeat1.0.Dense1' one, such as Activation.ReLU",
        Assert.Single(
            Expect.Messages(
                ["using NetGen;\n[Block, Dense(8), Dense(4, Activation.Tanh)] sealed partial class B;\n"
                    + "[Network, Input(4), Repeat<B>(2), Dense(1)] sealed partial class Net;"])).Message);

    /// <summary>What NG4007 and NG4011 say is what happens, and what they leave alone does learn.</summary>
    [Fact]
    public void Units_that_start_equal_stay_alike_and_a_dead_layer_stays_as_it_is()
    {
        using LoadedNetworks networks = LoadedNetworks.Load("""
            #pragma warning disable NG4007, NG4011
            using System.Linq;
            using NetGen;
            [Network, Input(4), Dense(3, Activation.Tanh, Bias = false, Initializer = Initializer.Ones), Dense(2, Initializer = Initializer.Ones), MeanSquaredError] sealed partial class Equal;
            [Network, Input(4), Dense(3, Activation.Tanh, Bias = false, Initializer = Initializer.Ones), Dense(2), MeanSquaredError] sealed partial class Drawn;
            [Network, Input(4), Dense(3, Activation.Tanh, Initializer = Initializer.Ones), Dense(2, Initializer = Initializer.Ones), MeanSquaredError] sealed partial class Biased;
            [Network, Input(4), Dense(3, Activation.ReLU, Bias = false, Initializer = Initializer.Zeros), Dense(2), MeanSquaredError] sealed partial class Dead;
            public static class Program
            {
                private static readonly float[] x = [0.1f, -0.4f, 0.3f, 0.2f, 0.9f, 0.2f, -0.5f, 0.1f], t = [1, -1, 0, 2];

                private static string Spread<T>(T net, System.Action<T, Optimizer> step, Parameter weight) where T : class
                {
                    float before = weight[0, 0];
                    var optimizer = new SGD(0.1);
                    for (int i = 0; i < 20; i++) step(net, optimizer);
                    bool isEqual = Enumerable.Range(0, 4).All(k => weight[k, 0] == weight[k, 1] && weight[k, 1] == weight[k, 2]);
                    return (isEqual ? "equal" : "different") + (weight[0, 0] == before ? ", as it was" : "");
                }

                public static string Run()
                {
                    Equal equal = new(1); Drawn drawn = new(1); Biased biased = new(1); Dead dead = new(1);
                    return string.Join("; ",
                        Spread(equal, (n, o) => n.TrainStep(x, t, o), equal.Dense1.Weight), Spread(drawn, (n, o) => n.TrainStep(x, t, o), drawn.Dense1.Weight),
                        Spread(biased, (n, o) => n.TrainStep(x, t, o), biased.Dense1.Weight), Spread(dead, (n, o) => n.TrainStep(x, t, o), dead.Dense1.Weight));
                }
            }
            """);
        Assert.Equal("equal; different; different; equal, as it was", networks.Call<string>("Program", "Run"));
    }
}
