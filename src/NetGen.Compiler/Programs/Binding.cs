namespace NetGen.Compiler.Programs;

/// <summary>Memory with a name: where a value, a weight's transpose or a result for the caller is during a phase.</summary>
/// <param name="Name">In generated code; formulas speak of it.</param>
/// <param name="Address">Where it begins.</param>
/// <param name="Extent">How far it goes.</param>
public sealed record Binding(string Name, Address Address, Extent Extent)
{
    /// <summary>Whether it is rows of the caller's, which are the same in every turn.</summary>
    public bool IsCallers => Address.Of.Kind == EntryParameterKind.Rows;
}
