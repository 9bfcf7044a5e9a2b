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
