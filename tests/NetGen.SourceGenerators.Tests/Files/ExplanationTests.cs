namespace NetGen.SourceGenerators.Tests.Files;

/// <summary>
/// A build that asks for it has the levels of each network as text next to its generated files, in comments, the same each time; others
/// write nothing of it.
/// </summary>
public class ExplanationTests
{
    private const string Source =
        "[NetGen.Network, NetGen.Input(10), NetGen.Dense(4, NetGen.Activation.ReLU), NetGen.Dense(3), "
        + "NetGen.MeanSquaredError] public sealed partial class Small;";

    [Fact]
    public void Levels_are_written_where_they_are_asked_for()
    {
        Generated generated = Generate.Run([Source], properties: new BuildProperties(("NetGenExplain", "true")));
        string text = generated.Files["Small.Explain.g.cs"];
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("//", line, StringComparison.Ordinal));
        foreach (string section in new[] { "// == graph of training\n", "// == program Predict\n", "// == kernel DenseReLU" })
            Assert.Contains(section, text);
        Assert.Equal(text, Generate.Run([Source], properties: new BuildProperties(("NetGenExplain", "true"))).Files["Small.Explain.g.cs"]);
        Assert.Empty(generated.Build());
    }

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    [InlineData("yes")]
    public void Others_write_nothing(string value) =>
        Assert.DoesNotContain("Small.Explain.g.cs",
            Generate.Run([Source], properties: new BuildProperties(("NetGenExplain", value))).Files.Keys);

    [Fact]
    public void A_wrong_declaration_has_nothing_to_show() => Assert.DoesNotContain(
        "Small.Explain.g.cs",
        Generate.Run([Source.Replace("Dense(3", "Dense(0", StringComparison.Ordinal)],
            properties: new BuildProperties(("NetGenExplain", "true"))).Files.Keys);
}
