namespace NetGen.Compiler.Kernels;

/// <summary>Statements are equal where all they are made of is.</summary>
public abstract record Statement;

/// <summary>
/// Counts <paramref name="Var"/> from <paramref name="From"/> to below <paramref name="To"/>; the distance is a multiple of the step.
/// </summary>
public sealed record Loop(Var Var, Index From, Index To, int Step, IReadOnlyList<Statement> Body) : Statement
{
    public bool Equals(Loop? other) =>
        other is not null && Var == other.Var && From.Equals(other.From) && To.Equals(other.To) && Step == other.Step
            && Body.SequenceEqual(other.Body);

    public override int GetHashCode() => KernelHash.Of([this]);
}

/// <summary>Statements that belong on one line of text, such as those of one row of a tile.</summary>
public sealed record SameLine(IReadOnlyList<Statement> Body) : Statement
{
    public bool Equals(SameLine? other) => other is not null && Body.SequenceEqual(other.Body);

    public override int GetHashCode() => KernelHash.Of(Body);
}

/// <summary>Statements whose names end with them.</summary>
public sealed record Scope(IReadOnlyList<Statement> Body) : Statement
{
    public bool Equals(Scope? other) => other is not null && Body.SequenceEqual(other.Body);

    public override int GetHashCode() => KernelHash.Of(Body);
}

/// <summary>Names a value. A mutable one may be set again.</summary>
public sealed record Let(Local Local, Expression Value) : Statement;

public sealed record AssignLocal(Local Local, Expression Value) : Statement;

/// <summary>Stores a vector, or a scalar, at a position.</summary>
public sealed record Store(Ref Ref, Index Index, Expression Value) : Statement;

/// <summary>Names a place in a buffer, so that addresses in the loop below are short.</summary>
public sealed record LetRef(Ref Name, Ref Of, Index At) : Statement;

/// <summary>Moves a named place on: at the end of a loop's body, to where its next turn begins.</summary>
public sealed record AddOffset(Ref Ref, Index By) : Statement;

/// <summary>Names a count or a distance, so that a loop finds it ready.</summary>
public sealed record LetCount(Var Var, Index Value) : Statement;

/// <summary>value = From + the largest multiple of Step that fits between From and To.</summary>
public sealed record AlignDown(Var Var, Index From, Index To, int Step) : Statement;

/// <summary>An index that memory holds as a number.</summary>
public sealed record LetIndex(Var Var, Ref Ref, Index At) : Statement;
