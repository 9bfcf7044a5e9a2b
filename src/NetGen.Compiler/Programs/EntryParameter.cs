using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Programs;

/// <summary>A parameter of an entry point.</summary>
/// <param name="Name">In formulas and programs.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Member">The property of the library's <c>Call</c> that has it.</param>
public sealed record EntryParameter(string Name, EntryParameterKind Kind, string Member)
{
    /// <summary>The number in formulas.</summary>
    public Var Var => new(Name);

    public bool IsMemory => Kind is EntryParameterKind.Values or EntryParameterKind.Rows;

    public override string ToString() => Name;
}
