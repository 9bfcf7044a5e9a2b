namespace NetGen.Compiler.Kernels;

/// <summary>A method of generated code: a comment that says what it computes, parameters, and loop nests one after the other.</summary>
public sealed record Kernel(string Name, IReadOnlyList<string> Comment, IReadOnlyList<Parameter> Parameters, IReadOnlyList<Statement> Body)
{
    public bool Equals(Kernel? other) =>
        ReferenceEquals(this, other) || other is not null && Name == other.Name && Comment.SequenceEqual(other.Comment)
        && Parameters.SequenceEqual(other.Parameters) && Body.SequenceEqual(other.Body);

    public override int GetHashCode() => unchecked((Name.GetHashCode() * 31 + Parameters.Count) * 31 + KernelHash.Of(Body));
}
