namespace NetGen.Compiler.Declarations;

/// <summary>
/// What users write for a kind of layer or loss, and read about it: the library's attribute, of the kind's name.
/// src/NetGen.AttributeGenerator writes it from this.
/// </summary>
/// <param name="Summary">What it is, with its formula, in C#'s XML of documentation.</param>
/// <param name="Remarks">Shapes, what is learned, derivatives, the source; empty where there are none.</param>
/// <param name="Arguments">Parameters of the constructor in their order, then properties.</param>
public sealed record Definition(string Summary, string Remarks, params IReadOnlyList<KindArgument> Arguments)
{
    /// <summary>The library's class by which its parameters are reached, of the kind's name; null where nothing is learned.</summary>
    public HandleDefinition? Handle { get; init; }
}
