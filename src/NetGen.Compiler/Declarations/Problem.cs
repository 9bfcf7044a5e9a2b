namespace NetGen.Compiler.Declarations;

/// <summary>A mistake in a declaration. The front end turns it into a diagnostic at the attribute's argument.</summary>
/// <param name="Rule">What kind of mistake, with its id.</param>
/// <param name="Node">Index into <see cref="NetworkSpec.Nodes"/>, or −1 for the class itself.</param>
/// <param name="Argument">The argument at fault, by its Pascal-case name; null for the whole attribute.</param>
/// <param name="Values">What fills the rule's message.</param>
public sealed record Problem(Rule Rule, int Node, string? Argument, EquatableArray<string> Values)
{
    public Problem(Rule rule, int node, string? argument, params string[] values)
        : this(rule, node, argument, new EquatableArray<string>(values)) { }

    /// <summary>Where inside blocks it is, such as <c>Trunk.2 (FeedForward)</c>; null where the network itself is at fault.</summary>
    public string? Path { get; init; }

    /// <summary>Where it is written inside a block; null where the network itself is at fault.</summary>
    public BlockPlace? Inner { get; init; }

    public string Message => (Path is null ? "" : $"In {Path}: ")
        + string.Format(System.Globalization.CultureInfo.InvariantCulture, Rule.Message, Values.Cast<object>().ToArray());
}
