namespace NetGen.Compiler.Declarations;

/// <summary>
/// A declared network, as values only: no symbols, no syntax, no locations. It is what the generator caches, and all the compiler gets.
/// </summary>
/// <param name="Namespace">Its namespace, or "" for the global one.</param>
/// <param name="Containers">Headers of the enclosing types, outermost first: <c>public partial class Outer</c>.</param>
/// <param name="Name">The class name as it is written in code (a keyword with its @).</param>
/// <param name="MetadataName">The full metadata name, unique in the assembly: <c>Samples.Outer+Classifier</c>.</param>
/// <param name="Nodes">Inputs, layers and losses in source order. Each names the nodes it takes; nothing says that they form a
/// chain.</param>
/// <param name="Defaults">The preset for epsilon, initialization and the like: <c>PyTorch</c> or <c>Keras</c>.</param>
/// <param name="Checks">Whether the double-precision code behind <c>CheckGradients</c> is asked for.</param>
public sealed record NetworkSpec(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string MetadataName,
    EquatableArray<NodeSpec> Nodes,
    string Defaults,
    bool Checks)
{
    /// <summary>The blocks its nodes apply, and those these apply in turn, each once.</summary>
    public EquatableArray<BlockSpec> Blocks { get; init; }

    /// <summary>The members form: the properties that name the nodes. Empty where the network is a chain.</summary>
    public EquatableArray<MemberSpec> Members { get; init; }

    /// <summary>
    /// Whether the front end or C# has found mistakes in the declaration that leave nothing to compile. What can be looked at nevertheless
    /// is.
    /// </summary>
    public bool HasErrors { get; init; }

    /// <summary>
    /// What the front end could read no value of, as it is written: the stub passes it on to the analyzer, who sees whether C# knows it by
    /// then.
    /// </summary>
    public EquatableArray<string> Unread { get; init; }

    /// <summary>
    /// Members of <c>INetwork</c> that the user's part implements by itself: a mistake, for which C# need not have another message.
    /// </summary>
    public EquatableArray<string> Implemented { get; init; }

    /// <summary>
    /// Whether the user's own members, or constructors, leave no room for the generated ones: of the class nothing is written but the
    /// properties of its layers.
    /// </summary>
    public bool OnlyMembers { get; init; }

    /// <summary>
    /// Whether its base class is a network, which is one of those mistakes: the constructor of what is written nevertheless has to call the
    /// base's.
    /// </summary>
    public bool BaseTakesSeed { get; init; }

    /// <summary>Whether layers are where nothing says in which order they come, so that the input of none of them is known.</summary>
    public bool HasAmbiguousOrder { get; init; }

    /// <summary>Whether it is written as attributes of the class, top to bottom, rather than as members.</summary>
    public bool IsChain => Members.Count == 0 && !HasMembersForm;

    /// <summary>Properties of a chain that have layers by mistake: they are implemented, so that C# says nothing more.</summary>
    public EquatableArray<MemberSpec> StrayMembers { get; init; }

    /// <summary>
    /// Names of the user's that private members of the generated part would have (<see cref="PrivateNames.Taken"/>), the class's own where
    /// a base class has a type of that name.
    /// </summary>
    public EquatableArray<string> Taken { get; init; }

    /// <summary>What private members of the generated part are called.</summary>
    public PrivateNames Names => new(Taken);

    /// <summary>The class as generated code inside it names it.</summary>
    public string Self => Taken.Contains(Naming.Plain(Name)) ? Naming.Qualified(Namespace, Containers, Name) : Name;

    /// <summary>Whether it is written as members, though by mistakes in them none may be left that could be implemented.</summary>
    public bool HasMembersForm { get; init; }
}
