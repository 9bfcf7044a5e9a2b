using NetGen.Compiler.Declarations;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>
/// The levels of a network can be read: graph, groups, memory, programs and kernels, in sections, the same text for the same declaration.
/// </summary>
public class TraceTests
{
    private static readonly NetworkSpec Spec = Chain(Input(10), Dense(16, "ReLU"), Node("Dropout"), Dense(3), Node("SoftmaxCrossEntropy"));

    [Fact]
    public void Each_level_has_its_section()
    {
        string text = NetworkCompiler.Explain(Spec)!.ToString();
        string[] titles = [.. text.Split('\n').Where(line => line.StartsWith("== ", StringComparison.Ordinal)).Select(line => line[3..])];
        Assert.Equal(
            [
                "graph of predictions", "graph of training", "graph of gradients from the losses", "graph of gradients from the outputs",
                    "groups", "memory",
                "program Predict", "program Forward", "program Loss", "program TransposeWeights", "program BackwardPerSample",
                    "program AccumulateParameterGradients",
                    "program InjectOutputGradients",
                "program BackwardToInput", "program BackwardFrom",
            ],
            titles.TakeWhile(title => !title.StartsWith("kernel ", StringComparison.Ordinal)));
        foreach (string target in new[] { "Avx512", "Avx2", "Neon", "Portable" })
            Assert.Contains(titles, title => title.StartsWith("kernel DenseReLU", StringComparison.Ordinal)
                && title.EndsWith(" " + target, StringComparison.Ordinal));
        Assert.Equal(titles.Distinct(), titles);
    }

    [Fact]
    public void A_step_says_what_runs_on_which_memory()
    {
        string text = NetworkCompiler.Explain(Spec)!.ToString();
        Assert.Contains("  run DenseReLU: x, W1, b1 → h1\n", text);
        Assert.Contains("  call DropoutMask.Fill: → mask", text);
        Assert.Contains("  h1 = tape[", text);
        Assert.Contains("  h1: 16 = ReLU(z1)     Dense1\n", text);
        Assert.Contains("  on the last part: call Rows.Sum: dz1 → db1\n", text);
        Assert.Contains("  if forParameters: phase AccumulateParameterGradients\n", text);
    }

    [Fact]
    public void The_same_declaration_gives_the_same_text() =>
        Assert.Equal(NetworkCompiler.Explain(Spec)!.ToString(), NetworkCompiler.Explain(Spec)!.ToString());

    [Fact]
    public void A_wrong_declaration_has_no_levels() => Assert.Null(NetworkCompiler.Explain(Chain(Input(10), Dense(0))));
}
