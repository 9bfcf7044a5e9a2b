namespace NetGen.Compiler.Declarations;

/// <summary>A partial property that names a node; the generated part of the class implements it.</summary>
/// <param name="Name">The property's name as code writes it.</param>
/// <param name="Accessibility">What is before <c>partial</c>, with a space behind it: <c>public </c>; or "".</param>
/// <param name="Type">The handle's type, fully qualified: <c>global::NetGen.Dense</c>.</param>
/// <param name="Node">The node it names.</param>
/// <param name="HasDocumentation">Whether the declaration has a documentation comment of its own.</param>
public sealed record MemberSpec(string Name, string Accessibility, string Type, string Node, bool HasDocumentation)
{
    /// <summary>The setter it has by mistake, <c>set</c> or <c>init</c>: the stub implements it, so that C# says nothing more.</summary>
    public string? Setter { get; init; }

    /// <summary>Whether the user's part has <c>[GeneratedCode]</c> itself.</summary>
    public bool IsGeneratedCode { get; init; }

    /// <summary>Whether the user's part has <c>[ExcludeFromCodeCoverage]</c> itself.</summary>
    public bool IsNotCovered { get; init; }

    /// <summary>An implementing part that throws.</summary>
    /// <param name="thrown">An expression of the exception.</param>
    public string Stub(string thrown) =>
        $"{Accessibility}partial {Type} {Name} "
        + $"{(Setter is null ? $"=> throw {thrown};" : $"{{ get => throw {thrown}; {Setter} => throw {thrown}; }}")}";
}
