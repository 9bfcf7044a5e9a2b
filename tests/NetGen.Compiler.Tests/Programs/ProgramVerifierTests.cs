using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Programs;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>
/// A program that is wrong is refused by the verifier, with the phase and what is wrong: each kind of fault that a pass could make, put
/// into a good program.
/// </summary>
public class ProgramVerifierTests
{
    private static NetworkPrograms Programs(params NodeSpec[] nodes) => BuildPrograms.Run(Plan(nodes));

    private static NetworkPrograms Good() => Programs(Input(10), Dense(20, "Tanh"), Node("Dropout"), Dense(3), Node("MeanSquaredError"));

    public static TheoryData<string> Networks => ["dense", "narrow", "branches", "norm"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Programs_as_they_are_built_are_legal(string name) => ProgramVerifier.Verify(name switch
    {
        "dense" => Good(),
        "narrow" => Programs(Input(16), Dense(16, "ReLU"), Dense(1, "Sigmoid"), Node("BinaryCrossEntropy")),
        "norm" => Programs(Input(7), Dense(9), Node("BatchNorm"), Node("LayerNorm"), Dense(2), Node("SoftmaxCrossEntropy")),
        _ => Programs(Input(5), Dense(4)),
    });

    [Fact]
    public void Memory_that_the_entry_point_is_not_handed() => Refuses("is not handed arena, where", EntryPoints.Forward, phase =>
        phase with
            { Bindings = [.. phase.Bindings.Select(binding => binding.Address.Of == EntryPoints.Tape
                ? binding with { Address = new(EntryPoints.Arena, 0) } : binding)] });

    [Fact]
    public void Memory_past_the_end() =>
        Refuses("floats of tape", EntryPoints.Forward,
            phase => Moved(phase, EntryPoints.Tape, address => address with { At = address.At + 1_000_000_000 }));

    [Fact]
    public void Memory_before_the_start() =>
        Refuses("floats of parameters", EntryPoints.Predict,
            phase => Moved(phase, EntryPoints.Parameters, address => address with { At = -1 }));

    [Fact]
    public void An_address_that_depends_on_what_is_not_known() =>
        Refuses("does not know capacity", EntryPoints.Predict,
            phase => Moved(phase, EntryPoints.Arena, address => address with { At = new Var("capacity") }));

    [Fact]
    public void Two_names_that_are_one() =>
        Refuses("two things called", EntryPoints.Predict, phase => phase with { Bindings = [.. phase.Bindings, .. phase.Bindings] });

    [Fact]
    public void A_parameter_s_name_for_something_else() => Refuses(
        "two things called samples", EntryPoints.Predict,
        phase => phase with { Bindings = [.. phase.Bindings, new Binding("samples", new(EntryPoints.Arena, 0), Extent.Once(1))] });

    [Fact]
    public void An_operand_without_a_place() => Refuses("does not say where", EntryPoints.Predict, phase =>
        phase with
            { Steps = [.. phase.Steps.Select(step => step is RunGroup run
                ? run with { Operands = new Dictionary<Value, Binding>() } : step)] });

    [Fact]
    public void An_operand_that_the_phase_does_not_name() =>
        Refuses("does not name", EntryPoints.Predict, phase => phase with { Bindings = [.. phase.Bindings.Take(1)] });

    [Fact]
    public void A_flag_that_is_not_there() =>
        Refuses("has no flag forInput", EntryPoints.Predict,
            phase => phase with { Steps = [new If(EntryPoints.ForInput, phase.Steps[0])] });

    [Fact]
    public void The_last_part_of_what_is_not_divided() =>
        Refuses("divides no results", EntryPoints.Predict,
            phase => phase with { Steps = [.. phase.Steps.Select(step => new OnLastPart(step))] });

    [Fact]
    public void A_step_that_is_not_divided_where_results_are() =>
        Refuses("divides its work", EntryPoints.AccumulateParameterGradients, phase =>
        phase with { Steps = [.. phase.Steps.Select(step => step is RunGroup run ? run with { IsDivided = false } : step)] });

    [Fact]
    public void A_phase_that_comes_later() => Refuses("is not before it", EntryPoints.Predict, phase =>
        phase with { Steps = [new RunPhase(Good().Find(EntryPoints.Forward)!)] });

    [Fact]
    public void A_copy_of_more_than_a_row() => Refuses("columns of rows that are shorter", EntryPoints.Predict, phase =>
        phase with { Steps = [.. phase.Steps.Select(step => step is Copy copy ? copy with { Columns = copy.FromStride + 1 } : step)] });

    [Fact]
    public void A_value_read_before_it_is_written() =>
        Refuses("before it is written", EntryPoints.Forward, phase => phase with { Steps = [.. phase.Steps.Reverse()] });

    [Fact]
    public void A_phase_that_is_there_twice()
    {
        NetworkPrograms programs = Good();
        InternalCompilerErrorException fault = Assert.Throws<InternalCompilerErrorException>(
            () => ProgramVerifier.Verify(programs with { Phases = [.. programs.Phases, programs.Phases[0]] }));
        Assert.Contains("is there twice", fault.Message);
    }

    private static Phase Moved(Phase phase, EntryParameter of, Func<Address, Address> to) =>
        phase with
            { Bindings = [
                .. phase.Bindings.Select(binding => binding.Address.Of == of ? binding with { Address = to(binding.Address) } : binding)] };

    private static void Refuses(string message, EntryPoint entry, Func<Phase, Phase> fault)
    {
        NetworkPrograms programs = Good();
        ProgramVerifier.Verify(programs);
        Phase[] phases = [.. programs.Phases.Select(phase => phase.Entry == entry ? fault(phase) : phase)];
        InternalCompilerErrorException refused =
            Assert.Throws<InternalCompilerErrorException>(() => ProgramVerifier.Verify(programs with { Phases = phases }));
        Assert.Contains(message, refused.Message);
        Assert.StartsWith(entry.Name, refused.Message);
    }
}
