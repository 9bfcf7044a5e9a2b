namespace NetGen.Compiler.Declarations;

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

    /// <summary>Whether C# itself objects to it: nothing of it is looked at, and no one knows what it gives.</summary>
    public bool HasBindingErrors { get; init; }

    /// <summary>Whether what it gives is not known, by a mistake the front end has named; its arguments are looked at.</summary>
    public bool HasUnknownShape { get; init; }

    /// <summary>
    /// Whether it is where it is no part of the network, or the user's class has a member of its name, by a mistake the front end has
    /// named: no handle is made for it.
    /// </summary>
    public bool IsMisplaced { get; init; }

    /// <summary>An attribute, or a property, of which no one knows what it was to be.</summary>
    public static NodeSpec Unknown(string name) => new("", name, default, default) { HasBindingErrors = true };

    /// <summary>Whether it is an input, which takes nothing.</summary>
    public bool IsInput => Kind == NodeKinds.Input;

    /// <summary>Whether it is another node once more, with that one's parameters.</summary>
    public bool IsShared => Kind == NodeKinds.Shared;

    /// <summary>Whether it may have been meant as anything.</summary>
    public bool IsUnknown => Kind.Length == 0;
}
