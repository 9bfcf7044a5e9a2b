namespace NetGen.Compiler.Declarations;

/// <summary>The class of a block, as the generated part of it needs to know it: handles only, for its sizes may be open.</summary>
/// <param name="Namespace">Its namespace, or "" for the global one.</param>
/// <param name="Containers">Headers of the enclosing types, outermost first.</param>
/// <param name="Name">The class name as it is written in code.</param>
/// <param name="MetadataName">The full metadata name, unique in the assembly.</param>
/// <param name="Nodes">Its layers.</param>
/// <param name="Members">The members form; empty for a chain.</param>
public sealed record BlockHandleSpec(
    string Namespace, EquatableArray<string> Containers, string Name, string MetadataName, EquatableArray<NodeSpec> Nodes,
    EquatableArray<MemberSpec> Members)
{
    /// <summary>The blocks its nodes apply, for the types of their handles.</summary>
    public EquatableArray<BlockSpec> Blocks { get; init; }

    /// <summary>Whether the front end has found mistakes: handles then throw, so that one mistake is one error.</summary>
    public bool HasErrors { get; init; }

    /// <summary>What the front end could read no value of, as of a network.</summary>
    public EquatableArray<string> Unread { get; init; }

    /// <summary>
    /// Members of <c>IBlock</c> that the user's part implements by itself: a mistake, for which C# need not have another message.
    /// </summary>
    public EquatableArray<string> Implemented { get; init; }

    /// <summary>
    /// Names of the user's that private members of the generated part would have, the class's own where a base class has a type of that
    /// name.
    /// </summary>
    public EquatableArray<string> Taken { get; init; }

    /// <summary>The class as generated code inside it names it.</summary>
    public string Self => Taken.Contains(Naming.Plain(Name)) ? Naming.Qualified(Namespace, Containers, Name) : Name;
}
