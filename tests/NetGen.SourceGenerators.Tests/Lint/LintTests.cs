namespace NetGen.SourceGenerators.Tests.Lint;

/// <summary>Doubts: what is doubted, and what is near it and is not. Pages hold a case of each id with its message.</summary>
public class LintTests
{
    private static IEnumerable<string> Ids(string layers, string options = "") =>
        Expect.Messages([$"using NetGen;\n[Network{options}, Input(4), {layers}] sealed partial class Net;"]).Select(message => $"{message.Id} {message.Underlined}");

    [Theory]
    [InlineData("Dense(3, Activation.Softmax), Flatten, Softmax, CrossEntropy", "NG4001 Softmax")]
    [InlineData("Softmax, Softmax", "NG4001 Softmax")]
    [InlineData("Dense(3), Softmax, MeanSquaredError", "NG4002 MeanSquaredError")]
    [InlineData("Dense(3), Sigmoid, Identity, MeanSquaredError(Weight = 2)", "NG4002 MeanSquaredError(Weight = 2)")]
    [InlineData("Dense(3), ReLU, Flatten, MeanSquaredError", "NG4003 ReLU")]
    [InlineData("Dense(3, activation: Activation.ReLU, Bias = false), MeanSquaredError", "NG4003 activation: Activation.ReLU")]
    [InlineData("Dense(3), Dropout, Softmax, CrossEntropy", "NG4004 Dropout")]
    [InlineData("Dense(3, Frozen = true), MeanSquaredError", "NG4006 Net")]
    [InlineData("Dense(3, Activation.Tanh, Initializer = Initializer.Constant), Dropout, Dense(2)", "NG4007 Initializer = Initializer.Constant")]
    [InlineData("Dense(8), Identity, Dense(2)", "NG4008 Dense(8)")]
    public void Is_doubted(string layers, string doubt) => Assert.Equal([doubt], Ids(layers));

    [Theory]
    [InlineData("Dense(3, Activation.Softmax), CrossEntropy")]
    [InlineData("Dense(3, Activation.Softmax), Dense(3, Activation.Softmax), CrossEntropy")]
    [InlineData("Dense(3, Activation.Sigmoid), Dense(3), MeanSquaredError")]
    [InlineData("Dense(3, Activation.ReLU), Dense(3), MeanSquaredError")]
    [InlineData("Dense(3, Activation.ReLU)")]
    [InlineData("Dense(3, Activation.Tanh), MeanSquaredError")]
    [InlineData("Dropout(0.2), Dense(8, Activation.ReLU), Dropout, Dense(3), SoftmaxCrossEntropy")]
    [InlineData("Dropout(0.2), Tanh, MeanSquaredError")]
    [InlineData("Dense(3, Frozen = true)")]
    [InlineData("Dense(3, Activation.Tanh, Frozen = true), Dense(3), MeanSquaredError")]
    [InlineData("Dense(3, Initializer = Initializer.Zeros), MeanSquaredError")]
    [InlineData("Dense(3, Activation.Tanh, BiasInitializer = Initializer.Zeros), Dense(2), MeanSquaredError")]
    [InlineData("Dense(1, Activation.Tanh, Initializer = Initializer.Ones), Dense(2), MeanSquaredError")]
    [InlineData("Dense(2), Dense(8)")]
    [InlineData("Dense(8), LeakyReLU, Dense(2)")]
    public void Is_not_doubted(string layers) => Assert.Empty(Ids(layers));

    [Fact]
    public void A_network_with_mistakes_is_not_doubted() => Assert.Equal(["NG1106 0"], Ids("Dense(8), Dense(8), Dense(0)"));

    [Fact]
    public void A_doubt_can_be_silenced() =>
        Assert.Empty(Expect.Messages(["using NetGen;\n#pragma warning disable NG4002\n[Network, Input(4), Dense(1, Activation.Sigmoid), MeanSquaredError] sealed partial class Net;"]));
}
