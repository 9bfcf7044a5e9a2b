using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Programs;

/// <summary>Rows that go to the caller.</summary>
/// <param name="From">What is computed.</param>
/// <param name="To">Where the caller wants it.</param>
/// <param name="Flag">Whether it is wanted; always, where null.</param>
internal sealed record Result(Value From, Binding To, EntryParameter? Flag = null);
