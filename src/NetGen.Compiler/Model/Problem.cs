namespace NetGen.Compiler.Model;

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

/// <summary>A place inside a block, by numbers.</summary>
/// <param name="Block">The block's <see cref="BlockSpec.Key"/>.</param>
/// <param name="Node">Index into its <see cref="BlockSpec.Nodes"/>.</param>
/// <param name="Argument">The argument at fault, by its Pascal-case name; null for the whole attribute.</param>
public sealed record BlockPlace(string Block, int Node, string? Argument = null);

/// <summary>One kind of mistake: NG1xxx declaration, NG2xxx shape.</summary>
/// <param name="Id">Such as NG2001; documented at docs/diagnostics/NG2001.md.</param>
/// <param name="Title">A few words.</param>
/// <param name="Message">A format string. It names the layer, what it got, what it needs, and the remedy.</param>
/// <param name="IsWarning">True where the network is built nevertheless.</param>
public sealed record Rule(string Id, string Title, string Message, bool IsWarning = false);
