using NetGen.Compiler.Model;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Tests.Interpretation;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>No method of a deep network has more locals than the JIT optimizes, and its parts do what the whole did.</summary>
public class SplitPhasesTests
{
    private static readonly NetworkSpec Deep = Chain(
        [Input(3), .. Enumerable.Range(0, 2 * SplitPhases.Names).Select(i => Dense(3, i % 2 == 0 ? "ReLU" : "Tanh")),
            Node("MeanSquaredError")]);

    [Fact]
    public void No_phase_names_more_than_a_method_may_have()
    {
        NetworkPrograms programs = BuildPrograms.Run(Plan(Deep));
        ProgramVerifier.Verify(programs);
        Assert.All(programs.Phases, phase => Assert.InRange(phase.Bindings.Count, 0, SplitPhases.Names));
        foreach (EntryPoint entry in new[] { EntryPoints.Predict, EntryPoints.Forward, EntryPoints.BackwardRows, EntryPoints.BackwardSums })
        {
            Phase whole = programs.Find(entry)!;
            Assert.True(whole.Steps.Count > 1);
            Assert.All(whole.Steps, step => Assert.Equal(entry, Assert.IsType<RunPhase>(step).Phase.Entry.PartOf));
        }
    }

    [Fact]
    public void The_parts_agree_with_the_reference() => AgreementTests.Agree(new Trial(Plan(Deep), samples: 2), training: false);

    [Fact]
    public void Phases_of_other_networks_stay_whole() => Assert.All(
        BuildPrograms.Run(Plan(Input(3), Dense(4, "ReLU"), Dense(2), Node("MeanSquaredError"))).Phases,
        phase => Assert.Null(phase.Entry.PartOf));
}
