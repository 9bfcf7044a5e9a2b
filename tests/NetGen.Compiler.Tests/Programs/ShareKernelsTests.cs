using NetGen.Compiler.Declarations;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>The methods that passes call: what shares one, and what does not.</summary>
public class ShareKernelsTests
{
    private static string[] Declarations(params NodeSpec[] nodes) =>
        [.. ShareKernels.Run(BuildPrograms.Run(Plan(nodes)), TargetIsa.All).Methods.Select(method => method.Name)];

    [Fact]
    public void Layers_that_differ_in_sizes_only_share_their_methods()
    {
        string[] one = Declarations(Input(64), Dense(64, "ReLU"), Dense(64, "ReLU"), Dense(64), Node("MeanSquaredError"));
        string[] more = Declarations(Input(64), Dense(64, "ReLU"), Dense(64, "ReLU"), Dense(64, "ReLU"), Dense(64, "ReLU"), Dense(64),
            Node("MeanSquaredError"));
        Assert.Equal(one, more);
        Assert.Equal(one.Distinct(), one);
    }

    /// <summary>64 columns are summed in two parts, 128 in one; what follows the sum differs.</summary>
    [Fact]
    public void What_computes_something_else_has_a_method_of_its_own()
    {
        string[] names = Declarations(Input(128), Dense(128, "ReLU"), Dense(64, "ReLU"), Dense(64, "LeakyReLU"), Dense(64));
        Assert.Contains("DenseReLU", names);
        Assert.Contains("DenseReLU_2", names);
        Assert.Contains("DenseLeakyReLU", names);
        Assert.Contains("Dense", names);
    }

    /// <summary>A slope is a number in the text, not in the name.</summary>
    [Fact]
    public void A_constant_that_differs_makes_another_method()
    {
        int Methods(double one, double other) =>
            Declarations(Input(64), Dense(64), Node("LeakyReLU", ("Slope", one)), Dense(64), Node("LeakyReLU", ("Slope", other)))
            .Count(name => name.StartsWith("DenseLeakyReLU", StringComparison.Ordinal));
        Assert.Equal(2 * Methods(0.1, 0.1), Methods(0.1, 0.2));
    }

    /// <summary>Rows of 32 and of 64 have different tiles with AVX-512 and the same with AVX2, whose method leads to the other.</summary>
    [Fact]
    public void A_method_that_is_the_same_on_one_target_leads_to_its_twin()
    {
        CompilationResult result = NetworkCompiler.Compile(Chain(Input(64), Dense(64, "ReLU"), Dense(32, "ReLU"), Dense(3)));
        string Text(string target) => result.Files.Single(file => file.Suffix == "." + target).Text;
        Assert.Contains("DenseReLU_2(ref float", Text("Avx512"), StringComparison.Ordinal);
        Assert.DoesNotContain(" =>\n                    DenseReLU(ref x", Text("Avx512"), StringComparison.Ordinal);
        Assert.Contains(" =>\n                    DenseReLU(ref x", Text("Avx2"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_target_has_every_method_with_one_signature()
    {
        CompilationResult result = NetworkCompiler.Compile(Chain(
            Input(10), Dense(33, "GELU"), Node("LayerNorm"), Dense(65, "Tanh"), Node("Dropout"), Dense(10), Node("SoftmaxCrossEntropy")));
        string[] signatures = [.. result.Files.Single(file => file.Suffix == ".Passes").Text.Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("static abstract void ", StringComparison.Ordinal))
            .Select(line => line["static abstract void ".Length..].TrimEnd(';'))];
        Assert.True(signatures.Length > 10);
        foreach (GeneratedFile file in result.Files.SkipWhile(file => file.Suffix != ".Avx512"))
            foreach (string signature in signatures)
                Assert.Single(file.Text.Split('\n'), line => line.Contains("public static void " + signature, StringComparison.Ordinal));
    }
}
