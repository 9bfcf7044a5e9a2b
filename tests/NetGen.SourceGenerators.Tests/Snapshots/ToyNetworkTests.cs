namespace NetGen.SourceGenerators.Tests.Snapshots;

/// <summary>
/// What a user who looks into generated files sees, at toy size. A change here is a change of the product: read it as one.
/// </summary>
public class ToyNetworkTests
{
    private const string Source = """
        using NetGen;

        namespace Samples;

        [Network]
        [Input(2)]
        [Dense(1, Activation.Sigmoid)]
        [BinaryCrossEntropy]
        public sealed partial class Toy;
        """;

    [Theory]
    [InlineData("Samples.Toy.g.cs")]
    [InlineData("Samples.Toy.Description.g.cs")]
    [InlineData("Samples.Toy.Passes.g.cs")]
    [InlineData("Samples.Toy.Portable.g.cs")]
    public void Toy(string file) => Snapshot.Verify(Generate.Run(Source).Files[file], file, nameof(ToyNetworkTests));
}
