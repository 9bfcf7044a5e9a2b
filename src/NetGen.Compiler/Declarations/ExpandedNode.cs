namespace NetGen.Compiler.Declarations;

/// <summary>A node once blocks are expanded: its name is the whole path, <c>Trunk.2.Dense1</c>, and so are those of its inputs.</summary>
/// <param name="Node">With open sizes filled in.</param>
/// <param name="Origin">Which node of the declaration it comes from: itself, or the one that applies the block it is in.</param>
public sealed record ExpandedNode(NodeSpec Node, int Origin)
{
    /// <summary>Whose parameters it uses: its own, or those of the layer it shares them with.</summary>
    public string Owner { get; init; } = Node.Name;

    /// <summary>Where it is inside blocks; null for a node of the network itself.</summary>
    public string? Path { get; init; }

    /// <summary>Which node of which block it is; null for a node of the network itself.</summary>
    public BlockPlace? Inner { get; init; }

    public bool IsShared => Owner != Node.Name;

    /// <summary>A mistake in it: at its own argument, or at the attribute that applies the block.</summary>
    public Problem Problem(Rule rule, string? argument, params string[] values) =>
        new(rule, Origin, Path is null ? argument : null, values) { Path = Path, Inner = Inner is null ? null
            : Inner with { Argument = argument } };
}
