namespace NetGen.SourceGenerators.Tests.RandomDeclarations;

/// <summary>
/// Networks so deep that their code is not written step by step: loops over equal blocks, stages that get their turn, and methods
/// divided among several.
/// </summary>
public class DeepNetworkTests
{
    private const string Residual = "[Block, LayerNorm, Dense(Given.Width, Activation.Tanh), Dense(Given.Width)]\n"
        + "sealed partial class Step;\n"
        + "[Block, Residual<Step>] sealed partial class Residuals;";

    private const string OverBatches = "[Block, Dense(Given.Width, Bias = false), BatchNorm, ReLU] sealed partial class Step;\n"
        + "[Block, Residual<Step>] sealed partial class Residuals;";

    [Theory]
    [InlineData("Repeat<Step>(1), Repeat<Residuals>(20)", Residual, "for (nuint i = 0; i < ")]
    [InlineData("Repeat<Step>(1), Repeat<Residuals>(20)", OverBatches, "stage < ")]
    [InlineData(null, "", "AccumulateParameterGradientsPart2(")]
    public void A_deep_network_becomes_the_network_the_interpreter_runs(string? layers, string blocks, string shows)
    {
        // Sizes that do not repeat themselves.
        layers ??= string.Join(", ", Enumerable.Range(0, 70).Select(i => $"Dense({2 + (i * i / 3 + i / 7) % 5}, Activation.Tanh)"));
        string source = $"""
            using NetGen;
            namespace Deep;
            [Network(Checks = true), Input(5), {layers}, Dense(3), SoftmaxCrossEntropy]
            sealed partial class Net;
            {blocks}
            """;
        Generated generated = Generate.Run([source]).AssertClean();
        Assert.Contains(shows, generated.Files["Deep.Net.Passes.g.cs"]);
        using LoadedNetworks networks = LoadedNetworks.Load(generated);
        RandomDeclarationTests.Check(generated, networks, "Deep.Net", source);
    }
}
