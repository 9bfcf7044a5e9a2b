using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Programs;

/// <summary>What a phase does, in order.</summary>
public abstract record Step;

/// <summary>Runs a fusion group: the method that its operations became, on this memory.</summary>
/// <param name="FusionGroup">The operations.</param>
/// <param name="Operands">Where what it reads and stores is; for a weight that it reads transposed, where the transpose is.</param>
/// <param name="IsDivided">Whether it computes the phase's part of the results; otherwise all of them.</param>
public sealed record RunGroup(FusionGroup FusionGroup, IReadOnlyDictionary<Value, Binding> Operands, bool IsDivided) : Step;

/// <summary>Calls the library for an operation.</summary>
/// <param name="FusionGroup">The operation.</param>
/// <param name="Call">The call.</param>
/// <param name="Operands">Where what it reads and stores is.</param>
/// <param name="IsDivided">Whether it computes the phase's part of the results; otherwise all of them.</param>
public sealed record CallLibrary(FusionGroup FusionGroup, LibraryCall Call, IReadOnlyDictionary<Value, Binding> Operands, bool IsDivided)
    : Step;

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
