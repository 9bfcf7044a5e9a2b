using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Tests.Pages;

namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>Blocks of other assemblies: one that this version might read otherwise is refused.</summary>
public class VersionTests
{
    private const string Blocks = """
        #pragma warning disable CS1591
        using NetGen;
        namespace Library;
        [Block, Dense(Given.Width, Activation.ReLU)] public sealed partial class Step;
        [Block, Residual<Step>, Tanh] public sealed partial class Outer;
        """;

    /// <summary>
    /// What is reported for a network of this project that applies blocks of an assembly, by the analyzer and by the generator.
    /// </summary>
    /// <param name="layers">Of the network.</param>
    /// <param name="builtBy">The version that claims to have generated into the blocks; "" where none has.</param>
    private static IReadOnlyList<string> Say(string layers, string builtBy)
    {
        string own = $"WrittenBy(\"{BlockVersion.Own}\")";
        CSharpCompilation library = builtBy.Length == 0
            ? Generate.Compilation([Blocks])
            : Generate.Compilation(
                [Blocks, .. Generate.Run(Blocks).Files.Values.Select(text => Assert.IsType<string>(text)
                    .Replace(own, $"WrittenBy(\"{builtBy}\")"))]);
        using MemoryStream image = new();
        Assert.True(library.WithAssemblyName("Library").Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        CSharpCompilation user =
            Generate.Compilation([$"using NetGen;\nusing Library;\n[Network, Input(6), {layers}] sealed partial class Net;"])
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        string[] With(BuildProperties properties)
        {
            GeneratorDriver driver = Generate.Driver(properties: properties).RunGenerators(user, TestContext.Current.CancellationToken);
            return [.. new Generated(user, driver, Generate.ParseOptions, properties, []).Build()
                .Select(message => message.Id + ": " + message.GetMessage(null))];
        }

        string[] reported = With(new BuildProperties());
        Assert.Equal(reported, With(new BuildProperties(("RunAnalyzers", "false"))));
        return reported;
    }

    [Fact]
    public void A_block_of_this_version_is_applied() => Assert.Empty(Say("Residual<Step>, Apply<Outer>, Dense(1)", BlockVersion.Own));

    [Fact]
    public void A_block_of_a_later_version_is_refused()
    {
        string reported = Assert.Single(Say("Residual<Step>, Dense(1), Apply<Step>", "99.2.0"));
        Assert.Equal(
            $"NG1165: Block 'Step' of assembly 'Library' was built by NetGen 99.2.0, and this is NetGen {BlockVersion.Own}, which might "
            + "read its layers otherwise: use one version of NetGen in both projects", reported);
        Assert.Equal(DiagnosticPage.Read("NG1165").Message,
            "error " + reported.Replace("99.2.0", "2.0.0").Replace(BlockVersion.Own, "1.0.0") + "\n");
    }

    [Fact]
    public void A_block_that_nothing_was_generated_for_is_refused() => Assert.StartsWith(
        "NG1165: Block 'Step' of assembly 'Library' was built without NetGen's generator, and this is NetGen",
        Assert.Single(Say("Apply<Step>, Dense(1)", "")));

    /// <summary>
    /// The layer of a later library, which the compiler knows by its base class alone: here one of the project's own, which C# refuses
    /// besides.
    /// </summary>
    [Theory]
    [InlineData("true"), InlineData("false")]
    public void A_layer_of_a_later_library_is_refused(string runAnalyzers)
    {
        Generated generated =
            Generate.Run(
                ["using NetGen;\n[Network, Input(10), Maxout(4), Dense(1)] public sealed partial class Classifier;\n"
                    + "sealed class MaxoutAttribute(int pieces) : LayerAttribute { public int Pieces => pieces; }"],
            properties: new BuildProperties(("RunAnalyzers", runAnalyzers)));
        Diagnostic reported = Assert.Single(generated.Build(), message => message.Id.StartsWith("NG", StringComparison.Ordinal));
        Assert.Equal(DiagnosticPage.Read("NG1105").Message, $"error {reported.Id}: {reported.GetMessage(null)}\n");
        FileLinePositionSpan at = reported.Location.GetLineSpan();
        // Maxout(4)
        Assert.Equal((1, 21, 30), (at.StartLinePosition.Line, at.StartLinePosition.Character, at.EndLinePosition.Character));
    }

    [Theory]
    [InlineData("1.2.0", "1.2.0", true)]
    [InlineData("1.2.9", "1.2.0", true)]
    [InlineData("1.1.0", "1.2.0", true)]
    [InlineData("1.3.0", "1.2.9", false)]
    [InlineData("2.0.0", "1.2.0", false)]
    [InlineData("1.9.0", "2.0.0", false)]
    [InlineData("0.1.4", "0.1.0", true)]
    [InlineData("0.1.0", "0.2.0", false)]
    [InlineData("0.3.0", "0.2.0", false)]
    [InlineData("", "1.0.0", false)]
    [InlineData("latest", "1.0.0", false)]
    public void Older_ones_of_the_same_major_version_are_read(string builtBy, string own, bool isReadable) =>
        Assert.Equal(isReadable, BlockVersion.IsReadable(builtBy, own));
}
