namespace NetGen.Compiler.Model;

/// <summary>
/// A declared network, as values only: no symbols, no syntax, no locations. It is what the generator caches, and all the compiler is told.
/// </summary>
/// <param name="Namespace">Its namespace, or "" for the global one.</param>
/// <param name="Containers">Headers of the enclosing types, outermost first: <c>public partial class Outer</c>.</param>
/// <param name="Name">The class name as it is written in code (a keyword with its @).</param>
/// <param name="MetadataName">The full metadata name, unique in the assembly: <c>Samples.Outer+Classifier</c>.</param>
/// <param name="Nodes">Inputs, layers and losses in source order. Each names the nodes it takes; nothing says that they form a chain.</param>
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

    /// <summary>Whether the front end or C# has found mistakes in the declaration that leave nothing to compile. What can be looked at nevertheless is.</summary>
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

    /// <summary>Whether the user's own members, or constructors, leave no room for the generated ones: of the class nothing is written but the properties of its layers.</summary>
    public bool OnlyMembers { get; init; }

    /// <summary>Whether its base class is a network, which is one of those mistakes: the constructor of what is written nevertheless has to call the base's.</summary>
    public bool BaseTakesSeed { get; init; }

    /// <summary>Whether layers stand where nothing says in which order they come, so that nobody knows what arrives at any of them.</summary>
    public bool IsTorn { get; init; }

    /// <summary>Whether it is written as attributes of the class, top to bottom, rather than as members.</summary>
    public bool IsChain => Members.Count == 0 && !HasMembersForm;

    /// <summary>Properties of a chain that bear layers by mistake: they are implemented, so that C# says nothing more.</summary>
    public EquatableArray<MemberSpec> StrayMembers { get; init; }

    /// <summary>Names of the user's that private members of the generated part would have (<see cref="PrivateNames.Taken"/>), the class's own where a base class has a type of that name.</summary>
    public EquatableArray<string> Taken { get; init; }

    /// <summary>What private members of the generated part are called.</summary>
    public PrivateNames Names => new(Taken);

    /// <summary>The class as generated code inside it names it.</summary>
    public string Self => Taken.Contains(Naming.Plain(Name)) ? Naming.Qualified(Namespace, Containers, Name) : Name;

    /// <summary>Whether it is written as members, though by mistakes in them none may be left that could be implemented.</summary>
    public bool HasMembersForm { get; init; }
}

/// <summary>One attribute of a declaration.</summary>
/// <param name="Kind">The attribute's class name without "Attribute": <c>Dense</c>, <c>Input</c>, <c>MeanSquaredError</c>.</param>
/// <param name="Name">The layer's name: the member's, or made from kind and position (<c>Dense1</c>).</param>
/// <param name="Inputs">Names of the nodes whose output it takes, in order; empty for an input.</param>
/// <param name="Arguments">What was written, by parameter or property name; what was not written is not there.</param>
public sealed record NodeSpec(string Kind, string Name, EquatableArray<string> Inputs, EquatableArray<Argument> Arguments)
{
    /// <summary>Keys of the blocks it applies: one for Apply, Residual and Repeat, two for Parallel, none for a layer.</summary>
    public EquatableArray<string> Blocks { get; init; }

    /// <summary>Whether the declaration marks it as an output.</summary>
    public bool IsOutput { get; init; }

    /// <summary>Whether C# itself objects to it: nothing of it is looked at, and nobody knows what it gives.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Whether what it gives is not known, by a mistake the front end has named; its arguments are looked at.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>
    /// Whether it stands where it is no part of the network, or the user's class has a member of its name, by a mistake the front end has
    /// named: no handle is made for it.
    /// </summary>
    public bool IsStray { get; init; }

    /// <summary>An attribute, or a property, of which nobody knows what it was to be.</summary>
    public static NodeSpec Unknown(string name) => new("", name, default, default) { IsBroken = true };

    /// <summary>Whether it is an input, which takes nothing.</summary>
    public bool IsInput => Kind == "Input";

    /// <summary>Whether it is another node once more, with that one's parameters.</summary>
    public bool IsShared => Kind == "Shared";

    /// <summary>Whether it may have been meant as anything.</summary>
    public bool IsUnknown => Kind.Length == 0;
}

/// <summary>Layers to be applied elsewhere, in either form.</summary>
/// <param name="Key">Its metadata name and assembly: unique in a compilation.</param>
/// <param name="Name">Its class's name, for messages.</param>
/// <param name="Nodes">Its layers in source order; <see cref="Arrival"/> is what it is applied to.</param>
public sealed record BlockSpec(string Key, string Name, EquatableArray<NodeSpec> Nodes)
{
    /// <summary>The name of a block's one input, which no member can have.</summary>
    public const string Arrival = "(what arrives)";

    /// <summary>Whether it is written as attributes of the class, top to bottom, rather than as members.</summary>
    public bool IsChain { get; init; } = true;

    /// <summary>Of a block of another assembly, the version of NetGen that generated into its class, "" where none did; null in the network's own assembly.</summary>
    public string? BuiltBy { get; init; }

    /// <summary>The name of its assembly, for messages.</summary>
    public string Assembly => Key.Substring(Key.IndexOf(',') + 1).Trim();

    /// <summary>Its class, fully qualified: <c>global::Samples.FeedForward</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>
    /// What a property of its type may be: <c>public </c>, <c>internal </c>, or "" where other code of the assembly does not see the
    /// class, or nothing can be generated into it.
    /// </summary>
    public string Accessibility { get; init; } = "";
}

/// <summary>A partial property that names a node; the generated part of the class implements it.</summary>
/// <param name="Name">The property's name as code writes it.</param>
/// <param name="Accessibility">What stands before <c>partial</c>, with a space behind it: <c>public </c>; or "".</param>
/// <param name="Type">The handle's type, fully qualified: <c>global::NetGen.Dense</c>.</param>
/// <param name="Node">The node it names.</param>
/// <param name="HasDocumentation">Whether the declaration has a documentation comment of its own.</param>
public sealed record MemberSpec(string Name, string Accessibility, string Type, string Node, bool HasDocumentation)
{
    /// <summary>The setter it has by mistake, <c>set</c> or <c>init</c>: the stub implements it, so that C# says nothing more.</summary>
    public string? Setter { get; init; }

    /// <summary>Whether the user's part bears <c>[GeneratedCode]</c> itself.</summary>
    public bool IsGeneratedCode { get; init; }

    /// <summary>Whether the user's part bears <c>[ExcludeFromCodeCoverage]</c> itself.</summary>
    public bool IsNotCovered { get; init; }

    /// <summary>An implementing part that throws.</summary>
    /// <param name="thrown">An expression of the exception.</param>
    public string Stub(string thrown) =>
        $"{Accessibility}partial {Type} {Name} {(Setter is null ? $"=> throw {thrown};" : $"{{ get => throw {thrown}; {Setter} => throw {thrown}; }}")}";
}

/// <summary>Sizes a block leaves open, as numbers no size can be: the constants of the library's <c>Given</c>.</summary>
public static class Given
{
    public const int Width = int.MinValue, Stride = int.MinValue + 1, Heads = int.MinValue + 2;

    /// <summary>The name of an open size; null where the number is a size.</summary>
    public static string? NameOf(int size) => size switch { Width => "Width", Stride => "Stride", Heads => "Heads", _ => null };
}

/// <summary>
/// One argument of an attribute: an <see cref="int"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>,
/// <see cref="EquatableArray{T}"/> of int, or the name of an enum's member as a string.
/// </summary>
/// <param name="Name">In Pascal case, whether it was written by position or by name: <c>Units</c>, <c>Activation</c>, <c>Bias</c>.</param>
public sealed record Argument(string Name, object Value);
