using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Passes;

namespace NetGen.Compiler.Programs;

/// <summary>A position in memory that an entry point is handed: an element of one of its parameters.</summary>
/// <param name="Of">The parameter.</param>
/// <param name="At">The element: a constant, or affine in the rows of the tape and the first row or sample of the call.</param>
/// <param name="Port">Of the caller's rows those of this input, output or loss.</param>
public sealed record Address(EntryParameter Of, Index At, int Port = 0)
{
    /// <summary>How far it moves on with each turn of the repetition that it is in.</summary>
    public Index PerTurn { get; init; } = Index.Zero;

    /// <summary>Where it is in a turn, from 0.</summary>
    public Address In(int turn) => new(Of, At + PerTurn * turn, Port);

    /// <summary>The distance to another address of the same parameter.</summary>
    public Index To(Address other) => other.At + At * -1;
}

/// <summary>
/// How many elements belong to what is at an address: some for each sample of the call, or a number that does not depend on it.
/// </summary>
public readonly record struct Extent(int PerSample, int Fixed)
{
    public static Extent Rows(int stride) => new(stride, 0);

    public static Extent Once(int length) => new(0, length);
}

/// <summary>Memory with a name: where a value, a weight's transpose or a result for the caller is during a phase.</summary>
/// <param name="Name">In generated code; formulas speak of it.</param>
/// <param name="Address">Where it begins.</param>
/// <param name="Extent">How far it goes.</param>
public sealed record Binding(string Name, Address Address, Extent Extent)
{
    /// <summary>Whether it is rows of the caller's, which are the same in every turn.</summary>
    public bool IsCallers => Address.Of.Kind == EntryParameterKind.Rows;
}

/// <summary>What a phase does, in order.</summary>
public abstract record Step;

/// <summary>Runs a fusion group: the method that its operations became, on this memory.</summary>
/// <param name="Group">The operations.</param>
/// <param name="Operands">Where what it reads and stores is; for a weight that it reads transposed, where the transpose is.</param>
/// <param name="IsDivided">Whether it computes the phase's part of the results; otherwise all of them.</param>
public sealed record RunGroup(Group Group, IReadOnlyDictionary<Value, Binding> Operands, bool IsDivided) : Step;

/// <summary>Calls the library for an operation.</summary>
/// <param name="Group">The operation.</param>
/// <param name="Call">The call.</param>
/// <param name="Operands">Where what it reads and stores is.</param>
/// <param name="IsDivided">Whether it computes the phase's part of the results; otherwise all of them.</param>
public sealed record CallLibrary(Group Group, LibraryCall Call, IReadOnlyDictionary<Value, Binding> Operands, bool IsDivided) : Step;

/// <summary>Copies rows of each sample: to[m,j] = from[m,j], j &lt; Columns.</summary>
public sealed record Copy(Binding From, int FromStride, Binding To, int ToStride, int Columns) : Step;

/// <summary>Writes a weight's transpose.</summary>
/// <param name="From">The weight, Rows × Columns.</param>
/// <param name="To">Its transpose, Columns × Rows.</param>
/// <param name="Panel">Columns that lie together in the weight.</param>
/// <param name="TransposedPanel">Columns that lie together in the transpose.</param>
public sealed record Transpose(Binding From, Binding To, int Rows, int Columns, int Panel, int TransposedPanel) : Step;

/// <summary>Does a step where a flag of the entry point holds.</summary>
public sealed record If(EntryParameter Flag, Step Then) : Step;

/// <summary>Does a step where a number of the entry point's has a value.</summary>
public sealed record Case(EntryParameter Number, int Value, Step Then) : Step;

/// <summary>
/// Does a step where a number of the entry point's is that of a stage in a repetition: First + turn·Period + Offset, with a turn below
/// Turns.
/// </summary>
public sealed record CaseOfTurns(EntryParameter Number, int First, int Period, int Turns, int Offset, RunPhase Then) : Step
{
    /// <summary>The first number behind the repetition.</summary>
    public int End => First + Turns * Period;
}

/// <summary>Does a step on the thread that computes the last part of the results, so that it is done once.</summary>
public sealed record OnLastPart(Step Then) : Step;

/// <summary>Runs another phase on the same call, and on the same part of the results: the only one where the call divides none.</summary>
public sealed record RunPhase(Phase Phase) : Step;

/// <summary>Does steps again and again, each turn on memory that moves on by a fixed distance.</summary>
/// <param name="Bindings">The memory that the steps name, in the order of first use.</param>
/// <param name="Body">The steps of a turn, as those of the first.</param>
/// <param name="Turns">The steps that each turn stands for.</param>
public sealed record Repeat(IReadOnlyList<Binding> Bindings, IReadOnlyList<Step> Body, IReadOnlyList<IReadOnlyList<Step>> Turns) : Step;

/// <summary>
/// Steps that one thread can do on its share without waiting for others: a method of generated code. Between phases there is a barrier,
/// if several threads share the work.
/// </summary>
/// <param name="Entry">Its name, how threads divide it, and what it is called with.</param>
/// <param name="Bindings">The memory that steps name, in the order of first use.</param>
/// <param name="Steps">In order.</param>
public sealed record Phase(EntryPoint Entry, IReadOnlyList<Binding> Bindings, IReadOnlyList<Step> Steps)
{
    /// <summary>How many stages it stands for, each a turn, which it is told; 1 for most phases.</summary>
    public int Turns { get; init; } = 1;

    public override string ToString() => Entry.Name;
}

/// <summary>What runs on which memory, in which order: all phases of a network. What prints or interprets them decides nothing.</summary>
/// <param name="Network">Where the memory's layout comes from.</param>
/// <param name="Phases">Each after those that it runs.</param>
public sealed record NetworkPrograms(PlannedNetwork Network, IReadOnlyList<Phase> Phases)
{
    /// <summary>The phase of an entry point; null where the network has none.</summary>
    public Phase? Find(EntryPoint entry) => Phases.FirstOrDefault(phase => phase.Entry == entry);

    /// <summary>Fusion groups that become methods, each once, in the order in which phases run them.</summary>
    public IEnumerable<Group> Groups => Phases.SelectMany(phase => phase.Steps).Select(Innermost).OfType<RunGroup>().Select(step => step.Group).Distinct();

    /// <summary>A step without its conditions.</summary>
    public static Step Innermost(Step step) => step switch
    {
        If conditional => Innermost(conditional.Then),
        OnLastPart once => Innermost(once.Then),
        Case one => Innermost(one.Then),
        CaseOfTurns one => one.Then,
        _ => step,
    };

    /// <summary>The memory that a step names, each operand at a place of its own.</summary>
    public static IEnumerable<Binding> MemoryOf(Step step) => Innermost(step) switch
    {
        RunGroup run => run.Group.Operands.Select(value => run.Operands[value]),
        CallLibrary library => library.Group.Operands.Select(value => library.Operands[value]),
        Copy copy => [copy.From, copy.To],
        Transpose transpose => [transpose.From, transpose.To],
        RunPhase run => run.Phase.Steps.SelectMany(MemoryOf),
        Repeat repeat => repeat.Bindings,
        _ => [],
    };

    /// <summary>A step with other memory, and with other phases in the places of those it runs.</summary>
    public static Step With(Step step, Func<Binding, Binding> memory, Func<Phase, Phase> phases)
    {
        Step Inner(Step inner) => With(inner, memory, phases);
        Dictionary<Value, Binding> Operands(IReadOnlyDictionary<Value, Binding> operands) =>
            operands.ToDictionary(operand => operand.Key, operand => memory(operand.Value));

        return step switch
        {
            If conditional => conditional with { Then = Inner(conditional.Then) },
            OnLastPart once => once with { Then = Inner(once.Then) },
            Case one => one with { Then = Inner(one.Then) },
            CaseOfTurns one => one with { Then = (RunPhase)Inner(one.Then) },
            RunPhase run => run with { Phase = phases(run.Phase) },
            Repeat repeat => repeat with { Body = [.. repeat.Body.Select(Inner)] },
            RunGroup run => run with { Operands = Operands(run.Operands) },
            CallLibrary call => call with { Operands = Operands(call.Operands) },
            Copy copy => copy with { From = memory(copy.From), To = memory(copy.To) },
            Transpose transpose => transpose with { From = memory(transpose.From), To = memory(transpose.To) },
            _ => step,
        };
    }
}
