namespace NetGen.SourceGenerators.Tests.RandomDeclarations;

/// <summary>A network so deep that what runs it is divided among several methods.</summary>
public class DeepNetworkTests
{
    [Fact]
    public void A_deep_network_becomes_the_network_the_interpreter_runs()
    {
        const string source = """
            using NetGen;
            namespace Deep;

            [Block, LayerNorm, Dense(Given.Width, Activation.Tanh), Dense(Given.Width)]
            sealed partial class Step;

            [Network(Checks = true), Input(5), Repeat<Step>(1), Repeat<Residuals>(60), Dense(3), SoftmaxCrossEntropy]
            sealed partial class Net;

            [Block, Residual<Step>]
            sealed partial class Residuals;
            """;
        Generated generated = Generate.Run([source]).AssertClean();
        Assert.Contains("BackwardSumsPart2(", generated.Files["Deep.Net.Passes.g.cs"]);
        using LoadedNetworks networks = LoadedNetworks.Load(generated);
        RandomDeclarationTests.Check(generated, networks, "Deep.Net", source);
    }
}
