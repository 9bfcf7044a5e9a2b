using NetGen.Compiler.Declarations;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Tests.Interpretation;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>No method of a deep network has more locals than the JIT optimizes, and its parts do what the whole did.</summary>
public class SplitPhasesTests
{
    /// <summary>Layers that do not repeat themselves.</summary>
    private static readonly NetworkSpec Deep = Chain(
        [Input(3), .. Enumerable.Range(0, 2 * SplitPhases.Names).Select(Layer), Node("MeanSquaredError")]);

    private static NodeSpec Layer(int i) => Dense(2 + (i * i / 3 + i / 7) % 5, i % 2 == 0 ? "ReLU" : "Tanh");

    private static NetworkPrograms Split(NetworkSpec spec) => SplitPhases.Run(BuildPrograms.Run(Plan(spec)));

    [Fact]
    public void No_phase_names_more_than_a_method_may_have()
    {
        NetworkPrograms programs = Split(Deep);
        ProgramVerifier.Verify(programs);
        Assert.All(programs.Phases, phase => Assert.InRange(phase.Bindings.Count, 0, SplitPhases.Names));
        foreach (EntryPoint entry in new[]
            { EntryPoints.Predict, EntryPoints.Forward, EntryPoints.BackwardPerSample, EntryPoints.AccumulateParameterGradients })
        {
            Phase whole = programs.Find(entry)!;
            Assert.True(whole.Steps.Count > 1);
            Assert.All(whole.Steps, step => Assert.Equal(entry, Assert.IsType<RunPhase>(step).Phase.Entry.PartOf));
        }
    }

    [Fact]
    public void The_parts_agree_with_the_reference()
    {
        PlannedNetwork network = Plan(Deep);
        NetworkPrograms programs = BuildPrograms.Run(network);
        NetworkPrograms condensed = NetworkCompiler.Condense(programs, ShareKernels.Run(programs, [Targets.Portable.Target]));
        Assert.Contains(condensed.Phases, phase => phase.Entry.PartOf is not null);
        AgreementTests.Agree(new Trial(network, samples: 2), training: false);
    }

    [Fact]
    public void Phases_of_other_networks_stay_whole() => Assert.All(
        Split(Chain(Input(3), Dense(4, "ReLU"), Dense(2), Node("MeanSquaredError"))).Phases, phase => Assert.Null(phase.Entry.PartOf));
}
