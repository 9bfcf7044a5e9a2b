using NetGen.Compiler.Declarations;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Targets;
using NetGen.Compiler.Tests.Interpretation;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>Equal blocks are a loop, equal stages one method, and they do what was there before.</summary>
public class RepeatStepsTests
{
    private static NetworkSpec Deep(int blocks, params NodeSpec[] block) => Chain(
        [Input(5), Dense(20), .. Enumerable.Repeat(block, blocks).SelectMany(nodes => nodes), Dense(3), Node("SoftmaxCrossEntropy")]);

    private static NetworkSpec Normalized(int blocks) => Deep(blocks, Node("LayerNorm"), Dense(20, "Tanh"), Dense(20, "GELU"));

    private static NetworkSpec OverBatches(int blocks) =>
        Deep(blocks, Dense(20, "Identity", ("Bias", false)), Node("BatchNorm"), Node("ReLU"));

    private static NetworkPrograms Repeated(NetworkSpec spec)
    {
        NetworkPrograms programs = BuildPrograms.Run(Plan(spec));
        return RepeatSteps.Run(programs, ShareKernels.Run(programs, TargetIsa.All));
    }

    private static int Steps(NetworkPrograms programs) =>
        programs.Phases.Sum(phase => phase.Steps.Sum(step => step is Repeat repeat ? repeat.Body.Count : 1));

    [Fact]
    public void Steps_do_not_grow_with_the_number_of_blocks()
    {
        Assert.Equal(Steps(Repeated(Normalized(16))), Steps(Repeated(Normalized(48))));
        Assert.Equal(Steps(Repeated(OverBatches(16))), Steps(Repeated(OverBatches(48))));
    }

    [Fact]
    public void Networks_of_few_layers_are_written_step_by_step()
    {
        NetworkPrograms programs = Repeated(Normalized(3));
        Assert.DoesNotContain(programs.Phases.SelectMany(phase => phase.Steps), step => step is Repeat);
        Assert.All(programs.Phases, phase => Assert.Equal(1, phase.Turns));
    }

    [Fact]
    public void Loops_agree_with_the_reference() => AgreementTests.Agree(new Trial(Plan(Normalized(12)), samples: 3), training: false);

    [Fact]
    public void Repeated_stages_agree_with_the_reference()
    {
        // Single precision would be far off after so many means of few samples.
        var trial = new Trial(Plan(OverBatches(12)), samples: 7);
        Assert.Contains(Repeated(OverBatches(12)).Phases, phase => phase.Turns > 1);
        foreach (((string name, double[] expected), (_, double[] found)) in
            trial.Reference(_ => []).All.Zip(trial.Run<double>(Portable.Checks, training: true).All))
            Compare.Close(expected, found, Tolerance.InDouble, name);
    }

    [Fact]
    public void Memory_that_a_turn_does_not_mean_is_refused()
    {
        NetworkPrograms programs = Repeated(Normalized(12));
        ProgramVerifier.Verify(programs);
        NetworkPrograms wrong = programs with
        {
            Phases = [.. programs.Phases.Select(phase => phase.Entry != EntryPoints.Predict ? phase
                : phase with { Steps = [.. phase.Steps.Select(step => step is Repeat repeat ? Slower(repeat) : step)] })],
        };
        Assert.Contains("of turn 1 where", Assert.Throws<InternalCompilerErrorException>(() => ProgramVerifier.Verify(wrong)).Message);

        static Repeat Slower(Repeat repeat) => repeat with
        {
            Body = [.. repeat.Body.Select(step => NetworkPrograms.With(
                step, memory => memory with { Address = memory.Address with { PerTurn = Kernels.Index.Zero } }, phase => phase))],
        };
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_of_passes_and_kernels_does_not_grow_with_the_number_of_blocks(bool overBatches)
    {
        Func<int, NetworkSpec> declared = overBatches ? OverBatches : Normalized;
        Dictionary<string, string> one = Files(declared(16)), two = Files(declared(48));
        foreach (TargetIsa target in TargetIsa.All) Assert.Equal(Code(one["." + target.Name]), Code(two["." + target.Name]));
        // Longer numbers may begin a line.
        Assert.InRange(Lines(two[".Passes"]) - Lines(one[".Passes"]), 0, 3);

        // A layer, and each of its parameters, is a line.
        int layers = 3 * 32, parameters = overBatches ? 5 * 32 : 6 * 32;
        Assert.Equal(layers + parameters, Lines(Code(two[".Description"])) - Lines(Code(one[".Description"])));
    }

    private static Dictionary<string, string> Files(NetworkSpec spec) =>
        NetworkCompiler.Compile(spec).Files.ToDictionary(file => file.Suffix, file => file.Text);

    private static int Lines(string text) => text.Count(c => c == '\n');

    /// <summary>What is below the header, which says the network's shapes.</summary>
    private static string Code(string file) => file[file.IndexOf("#nullable", StringComparison.Ordinal)..];
}
