namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>Blocks in every place they may be, and the handles by which their parameters are reached.</summary>
public class BlockTests
{
    private const string Blocks = """
        using NetGen;
        namespace Samples;

        [Block, Dense(Given.Width, Activation.GELU, Times = 4), Dense(Given.Width)]
        sealed partial class FeedForward;

        [Block]
        sealed partial class Gate
        {
            [Dense(Given.Width, Activation.Sigmoid)]                     public partial Dense Open { get; }
            [Residual<FeedForward>(From = nameof(Open))]                 public partial FeedForward Path { get; }
            [Multiply(nameof(Open), nameof(Path))]                       public partial Layer Product { get; }
        }

        """;

    private const string Networks = """
        [Network, Input(6), Repeat<FeedForward>(2), Residual<FeedForward>, Parallel<Gate, Outer.Inner>, Apply<Gate>(Width = 5), Dense(3), SoftmaxCrossEntropy]
        sealed partial class Chain
        {
            public static string Names()
            {
                Chain net = new Chain(1);
                return string.Join(" ", net.Repeat1[1].Dense2.Weight.Name, net.Residual1.Dense1.Bias.Name, net.Parallel1.First.Path.Dense1.Weight.FileName,
                    net.Apply1.Open.Weight.Shape[1], net.Repeat1.Count, net.Parameters.Count);
            }
        }

        partial class Outer
        {
            [Block, Dense(4), Tanh]
            internal sealed partial class Inner;
        }

        [Network]
        sealed partial class Members
        {
            [Input(6)]                                                    public partial Input Left { get; }
            [Input(6)]                                                    public partial Input Right { get; }
            [Apply(From = nameof(Left))]                                  public partial Gate First { get; }
            [Shared(nameof(First), From = nameof(Right))]                 public partial Gate Second { get; }
            [Repeat<FeedForward>(3, From = nameof(Second)), Frozen]       public partial Repeat<FeedForward> Trunk { get; }
            [Parallel<Gate, FeedForward>(Merge.Add)]                      public partial Parallel<Gate, FeedForward> Both { get; }
            [Add(nameof(Both), nameof(First))]                            public partial Layer Sum { get; }
            [Dense(1), MeanSquaredError]                                  public partial Dense Score { get; }

            public static string Names()
            {
                Members net = new Members(1);
                return string.Join(" ", net.Second.Open.Weight.Name, net.Trunk[2].Dense1.Weight.Name, net.Both.Second.Dense2.Bias.Name, net.Left.Length, net.Parameters.Count);
            }
        }
        """;

    [Fact]
    public void Blocks_of_both_forms_compile_and_their_parameters_have_names()
    {
        Generated generated = Generate.Run(Blocks + Networks).AssertClean();
        using LoadedNetworks networks = LoadedNetworks.Load(generated);
        Assert.Equal("Repeat1.1.Dense2.Weight Residual1.Dense1.Bias parallel1.first.path.dense1.weight 5 2 28",
            networks.Call<string>("Samples.Chain", "Names"));
        Assert.Equal("First.Open.Weight Trunk.2.Dense1.Weight Both.Second.Dense2.Bias 6 30",
            networks.Call<string>("Samples.Members", "Names"));
    }

    [Fact]
    public void A_block_in_another_file_is_a_block()
    {
        Generated generated =
            Generate.Run([Blocks,
                "using NetGen;\nnamespace Samples;\n[Network, Input(6), Residual<Gate>, Dense(1)] sealed partial class Net;"])
                    .AssertClean();
        Assert.Contains("dense1.weight", generated.Files["Samples.Net.Description.g.cs"]);
        Assert.Contains("residual1.path.dense1.weight", generated.Files["Samples.Net.Description.g.cs"]);
    }

    [Fact]
    public void A_block_of_another_assembly_is_a_block()
    {
        Generated library = Generate.Run("#pragma warning disable CS1591\n" + Blocks.Replace("sealed partial", "public sealed partial"))
            .AssertClean();
        using MemoryStream image = new();
        Assert.True(library.Compilation.WithAssemblyName("Blocks")
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation user = Generate.Compilation(
            ["using NetGen;\nusing Samples;\n[Network, Input(6), Residual<Gate>, Repeat<FeedForward>(2), Dense(1)] sealed partial class "
                + "Net { static Parameter P(Net net) => net.Repeat1[0].Dense1.Weight; }"])
            .AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray()));
        Microsoft.CodeAnalysis.GeneratorDriver driver = Generate.Driver()
            .RunGeneratorsAndUpdateCompilation(user, out Microsoft.CodeAnalysis.Compilation output, out _,
                TestContext.Current.CancellationToken);
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(message => message.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        Assert.Contains(driver.GetRunResult().GeneratedTrees, tree => tree.ToString().Contains("repeat1.1.dense2.bias"));
    }

    /// <summary>The generator sees the block again when its file changes.</summary>
    [Fact]
    public void A_network_follows_its_block()
    {
        const string net = "using NetGen;\n[Network, Input(6), Apply<Step>, Dense(1)] sealed partial class Net;";
        string before = Generate.Run([net, "using NetGen;\n[Block, Dense(3)] sealed partial class Step;"]).Files["Net.Description.g.cs"];
        string after = Generate.Run([net, "using NetGen;\n[Block, Dense(4)] sealed partial class Step;"]).Files["Net.Description.g.cs"];
        Assert.Contains("{ 6, 3 }", before);
        Assert.Contains("{ 6, 4 }", after);
    }

    /// <summary>
    /// What is wrong with a block's class is reported for that, and not again of code that is generated for what applies it.
    /// </summary>
    [Theory]
    [InlineData("[Block, Tanh] sealed class Step;", "NG1022")]
    [InlineData("class Outer { [Block, Tanh] internal sealed partial class Step; }", "NG1022")]
    [InlineData("[Block, Tanh] abstract partial class Step;", "NG1023")]
    [InlineData("[Block, Tanh] partial record Step;", "NG1023")]
    [InlineData("[Network, Block, Input(6), Tanh] sealed partial class Step;", "NG1024")]
    [InlineData("[Block] sealed partial class Step { [Tanh] public Layer A { get; } = null!; }", "NG1017")]
    public void A_block_that_cannot_be_written_is_one_mistake(string block, string id)
    {
        string step = block.Contains("Outer") ? "Outer.Step" : "Step";
        string chain =
            $"[Network, Input(6), Repeat<{step}>(2), Dense(1)] sealed partial class Chain {{ static float P(Chain net) => "
            + $"net.Predict(new float[6]); }}\n";
        string members =
            $"[Network] sealed partial class Members {{ [Input(6)] public partial Input A {{ get; }}\n"
            + $"[Apply] public partial {step} B {{ get; }}\n[Dense(1)] public partial Dense C {{ get; }} }}\n";
        foreach (string runAnalyzers in (string[])["", "false"])
            Assert.Equal([id],
                Generate.Run([$"using NetGen;\n{block}\n{chain}{members}"], properties: new BuildProperties(("RunAnalyzers", runAnalyzers)))
                .Build().Select(message => message.Id));
    }
}
