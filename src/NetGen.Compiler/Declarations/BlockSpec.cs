namespace NetGen.Compiler.Declarations;

/// <summary>Layers to be applied elsewhere, in either form.</summary>
/// <param name="Key">Its metadata name and assembly: unique in a compilation.</param>
/// <param name="Name">Its class's name, for messages.</param>
/// <param name="Nodes">Its layers in source order; <see cref="Arrival"/> is what it is applied to.</param>
public sealed record BlockSpec(string Key, string Name, EquatableArray<NodeSpec> Nodes)
{
    /// <summary>The name of a block's one input, which no member can have.</summary>
    public const string Arrival = "(the input)";

    /// <summary>Whether it is written as attributes of the class, top to bottom, rather than as members.</summary>
    public bool IsChain { get; init; } = true;

    /// <summary>
    /// Of a block of another assembly, the version of NetGen that generated into its class, "" where none did; null in the network's own
    /// assembly.
    /// </summary>
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
