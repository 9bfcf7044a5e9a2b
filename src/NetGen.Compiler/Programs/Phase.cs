namespace NetGen.Compiler.Programs;

/// <summary>
/// Steps that one thread can do on its share without waiting for others: a method of generated code. Between phases there is a barrier,
/// if several threads share the work.
/// </summary>
/// <param name="Entry">Its name, how threads divide it, and what it is called with.</param>
/// <param name="Bindings">The memory that steps name, in the order of first use.</param>
/// <param name="Steps">In order.</param>
public sealed record Phase(EntryPoint Entry, IReadOnlyList<Binding> Bindings, IReadOnlyList<Step> Steps)
{
    /// <summary>How many stages it represents, each a turn, whose index it gets; 1 for most phases.</summary>
    public int Turns { get; init; } = 1;

    public override string ToString() => Entry.Name;
}
