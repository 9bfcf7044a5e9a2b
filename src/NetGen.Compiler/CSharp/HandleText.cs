using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using static NetGen.Compiler.CSharp.SurfaceText;

namespace NetGen.Compiler.CSharp;

/// <summary>Handles of layers and blocks: their types, and how generated code makes them.</summary>
internal static class HandleText
{
    private const string Library = "global::NetGen.";

    /// <summary>The type of the handle a node of a chain has, with what is before it; null where it has none.</summary>
    internal static (string Accessibility, string Type)? TypeOf(NodeSpec node, IReadOnlyList<BlockSpec> known)
    {
        if (node.Blocks.Count == 0) return LayerRegistry.FindLayer(node.Kind)?.Handle is { } handle ? ("public ", Library + handle) : null;
        List<BlockSpec> blocks = node.Blocks.Select(key => known.FirstOrDefault(block => block.Key == key)).OfType<BlockSpec>().ToList();
        if (blocks.Count < node.Blocks.Count || blocks.Any(block => block.Accessibility.Length == 0)) return null;
        string types = string.Join(", ", blocks.Select(block => block.Type));
        return (blocks.All(block => block.Accessibility == "public ") ? "public " : "internal ",
            NodeKinds.HasOwnHandle(node.Kind) ? $"{Library}{node.Kind}<{types}>" : types);
    }

    /// <summary>The handles of a chain with mistakes.</summary>
    /// <param name="known">The blocks it may call.</param>
    /// <param name="thrown">An expression of what they throw.</param>
    internal static void Stubs(CodeWriter writer, IEnumerable<NodeSpec> nodes, IReadOnlyList<BlockSpec> known, string thrown)
    {
        foreach (NodeSpec node in nodes)
            if (!node.IsMisplaced && TypeOf(node, known) is { } handle)
                writer.Write($"{handle.Accessibility}{handle.Type} {Identifier(node.Name)} => throw {thrown};");
    }

    /// <summary>An expression that makes a handle.</summary>
    /// <param name="type">Its type, fully qualified.</param>
    /// <param name="node">The node; of a shared layer, the one that owns the parameters.</param>
    /// <param name="name">An expression of the owner's name.</param>
    /// <param name="parameters">An expression of the network's parameters.</param>
    internal static string Create(string type, NodeSpec node, string name, string parameters)
    {
        if (type == Library + NodeKinds.Input) return $"new {type}({name}{string.Concat(Sizes(node).Select(size => ", " + Number(size)))})";
        if (type.StartsWith(Library + NodeKinds.Repeat + "<", StringComparison.Ordinal))
            return $"new {type}({name}, {Number(Count(node))}, {parameters})";
        bool isLibrary = type == Library + "Layer" || type.StartsWith(Library + NodeKinds.Parallel + "<", StringComparison.Ordinal)
            || LayerRegistry.Layers.Any(kind => kind.Handle is { } handle && type == Library + handle);
        return isLibrary ? $"new {type}({name}, {parameters})" : $"{Library}Runtime.Handles.Block<{type}>({name}, {parameters})";
    }

    /// <summary>Nodes by their names.</summary>
    internal static IReadOnlyDictionary<string, NodeSpec> ByName(IEnumerable<NodeSpec> nodes) =>
        nodes.GroupBy(node => node.Name).ToDictionary(same => same.Key, same => same.First());

    /// <summary>By the names of nodes, the nodes whose parameters they use: themselves, or those they share them with.</summary>
    internal static IReadOnlyDictionary<string, NodeSpec> Owners(IReadOnlyDictionary<string, NodeSpec> nodes)
    {
        var owners = new Dictionary<string, NodeSpec>();
        foreach (NodeSpec node in nodes.Values)
        {
            NodeSpec owner = node;
            for (int i = 0; i < nodes.Count && owner.IsShared; i++)
            {
                string layer = owner.Arguments.FirstOrDefault(argument => argument.Name == "Layer")?.Value as string ?? "";
                if (owners.TryGetValue(layer, out NodeSpec? known) || nodes.TryGetValue(layer, out known)) owner = known;
            }
            owners[node.Name] = owner;
        }
        return owners;
    }

    private static IEnumerable<int> Sizes(NodeSpec node) =>
        node.Arguments.FirstOrDefault(argument => argument.Name == "Shape")?.Value is EquatableArray<int> sizes ? sizes : default;

    private static int Count(NodeSpec node) =>
        node.Arguments.FirstOrDefault(argument => argument.Name == "Count")?.Value is int count ? count : 0;
}
