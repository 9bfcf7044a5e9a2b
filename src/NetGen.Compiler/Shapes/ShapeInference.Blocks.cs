using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;

namespace NetGen.Compiler.Shapes;

/// <summary>Blocks: their layers take the place of the node that applies them.</summary>
public sealed partial class ShapeInference
{
    /// <summary>More layers than anybody declares by hand, and few enough that a slip of the pen does not stop an editor.</summary>
    private const int MaxNodes = 2048;

    /// <summary>
    /// Blocks that hold little but blocks double and double again without a layer: applications are counted too, and how deep they are.
    /// </summary>
    private const int MaxBlocks = 4 * MaxNodes, MaxDepth = 64;

    /// <summary>
    /// What joins takes as many kernels, and lines, as it joins values: layers of two inputs each may still be as many as there may be
    /// layers.
    /// </summary>
    private const int MaxConnections = 2 * MaxNodes;

    private int applied, connections;

    /// <summary>What names mean at one level: in the network, or in a block being expanded.</summary>
    private sealed class Scope
    {
        /// <summary>What is before a local name: "" or <c>Trunk.2.</c>; and before that of the layer whose parameters are used.</summary>
        public string NamePrefix { get; init; } = "";
        public string OwnerPrefix { get; init; } = "";

        /// <summary>The node of the declaration that is being expanded.</summary>
        public int Origin { get; set; }

        /// <summary>The path for messages; null in the network itself.</summary>
        public string? Path { get; init; }

        /// <summary>Which node of which block is looked at; null in the network itself.</summary>
        public BlockPlace? Inner { get; set; }

        /// <summary>The node that applies the block.</summary>
        public string Applied { get; init; } = "";

        /// <summary>Local name → the node whose value it stands for; unknown behind a mistake.</summary>
        public Dictionary<string, string> Names { get; } = [];

        /// <summary>Local name → what was declared, for layers that share it.</summary>
        public Dictionary<string, NodeSpec> Definitions { get; } = [];

        /// <summary>The open sizes that are given; null for one that no one knows, by a mistake reported already.</summary>
        public Dictionary<string, int?> Given { get; init; } = [];

        /// <summary>Keys and names of the blocks being expanded, outermost first.</summary>
        public IReadOnlyList<BlockSpec> Open { get; init; } = [];
    }

    /// <summary>The same parameters again, on another value. What is wrong with the layer itself has been reported where it is.</summary>
    private void Share(NodeSpec node, Scope scope, bool isPlaced)
    {
        string wanted = Written(node, "Layer") as string ?? "";
        string owner = wanted;
        for (int depth = 0; scope.Definitions.TryGetValue(owner, out NodeSpec? shared) && shared.IsShared && depth < MaxNodes; depth++)
            owner = Written(shared, "Layer") as string ?? "";
        if (!scope.Definitions.TryGetValue(owner, out NodeSpec? definition) || wanted == node.Name)
        {
            if (!Spec.HasAmbiguousOrder) ReportOnce(scope, node, Rules.NothingToShare, "Layer", node.Name, wanted, "not above it");
            return;
        }
        if (definition.IsInput || IsLoss(definition))
        {
            ReportOnce(scope, node, Rules.NothingToShare, "Layer", node.Name, wanted, "an input");
            return;
        }
        int before = problems.Count;
        Walk(definition with { Name = node.Name, Inputs = node.Inputs, IsOutput = node.IsOutput }, scope, isPlaced, owner);
        for (int i = problems.Count - 1; i >= before; i--)
            if (problems[i].Rule != Rules.SharedShapesDiffer) problems.RemoveAt(i);
    }

    private void Expand(NodeSpec node, Scope scope, string arrival, string owner)
    {
        Dictionary<string, int?> given = Sizes(node, scope, arrival);
        switch (node.Kind)
        {
            case NodeKinds.Residual:
                if (Inline(node, 0, node.Name, owner, scope, arrival, given) is { } inner) AddTo(inner);
                break;
            case NodeKinds.Repeat:
                int count = Written(node, "Count") is int written ? written : 0;
                if (count is < 1 or > MaxNodes)
                {
                    ReportOnce(scope, node, Rules.BadSize, "Count", node.Name, "Count", Number(count), Number(MaxNodes));
                    count = 1;
                }
                string? current = arrival;
                int before = problems.Count;
                // What is wrong the first time would only be wrong again.
                for (int i = 0; i < count && current is not null && problems.Count == before; i++)
                    current = Inline(node, 0, $"{node.Name}.{Number(i)}", $"{owner}.{Number(i)}", scope, current, i == 0
                        || Written(node, "Width") is int ? given : Sizes(node, scope, current));
                scope.Names[node.Name] = current ?? Unknown;
                break;
            case NodeKinds.Parallel:
                string? first = Inline(node, 0, node.Name + ".First", owner + ".First", scope, arrival, given);
                string? second = Inline(node, 1, node.Name + ".Second", owner + ".Second", scope, arrival, given);
                string merge = Written(node, "Merge") as string ?? nameof(Concat);
                if (LayerRegistry.FindLayer(merge) is Merge kind) Join(kind, [first ?? Unknown, second ?? Unknown]);
                else ReportOnce(scope, node, Rules.BadChoice, "Merge", node.Name, "Merge", merge,
                    $"{nameof(Concat)}, {nameof(Add)}, {nameof(Multiply)}");
                break;
            default:
                scope.Names[node.Name] = Inline(node, 0, node.Name, owner, scope, arrival, given) ?? Unknown;
                break;
        }

        void AddTo(string inner)
        {
            if (!shapes.TryGetValue(inner, out Shape gives) || !shapes.TryGetValue(arrival, out Shape takes) || gives == takes)
            {
                Join(LayerRegistry.Sum, [arrival, inner]);
                return;
            }
            Report(scope, Rules.ResidualChangesShape, null, node.Name, BlockOf(node, 0)?.Name ?? "", gives.ToString(),
                takes.ToString(), arrival);
            scope.Names[node.Name] = arrival;
        }

        void Join(Merge kind, string[] values)
        {
            var joined = new NodeSpec(kind.Name, node.Name, default, default);
            InferLayer(AddNode(joined, scope, values, null), scope, joined, kind);
        }
    }

    private BlockSpec? BlockOf(NodeSpec node, int which) =>
        which < node.Blocks.Count ? Spec.Blocks.FirstOrDefault(block => block.Key == node.Blocks[which]) : null;

    /// <summary>Puts a block's layers here; returns the node that gives its result, null where there is nothing to put here.</summary>
    private string? Inline(NodeSpec node, int which, string name, string owner, Scope scope, string arrival, Dictionary<string, int?> given)
    {
        if (BlockOf(node, which) is not { } block)
        {
            ReportOnce(scope, node, Rules.UnknownBlock, null, node.Name, which < node.Blocks.Count ? Plain(node.Blocks[which]) : "nothing");
            return null;
        }
        if (scope.Open.Any(open => open.Key == block.Key))
        {
            ReportOnce(scope, node, Rules.BlockInItself, null, node.Name, block.Name,
                string.Join(" → ", scope.Open.Append(block).Select(open => open.Name)));
            return null;
        }
        if (block.BuiltBy is { } version && !BlockVersion.IsReadable(version))
        {
            if (reported.Add((block.Key, "", Rules.OtherVersion, "")))
                Report(scope, Rules.OtherVersion, null, block.Name, block.Assembly,
                    version.Length == 0 ? "without NetGen's generator" : "by NetGen " + version, BlockVersion.Own);
            return null;
        }
        if (block.Nodes.Count == 0)
        {
            if (reported.Add((block.Key, "", Rules.EmptyBlock, ""))) Report(scope, Rules.EmptyBlock, null, block.Name);
            return null;
        }

        applied++;
        string path = scope.NamePrefix + name;
        var inside = new Scope
        {
            NamePrefix = path + ".",
            OwnerPrefix = scope.OwnerPrefix + owner + ".",
            Origin = scope.Origin,
            Path = $"'{path}' (block {block.Name})",
            Applied = scope.NamePrefix + node.Name,
            Given = new(given),
            Open = [.. scope.Open, block],
            Names = { [BlockSpec.Arrival] = arrival },
        };
        string result = BlockSpec.Arrival;
        for (int i = 0; i < block.Nodes.Count; i++)
        {
            NodeSpec inner = block.Nodes[i];
            inside.Inner = new BlockPlace(block.Key, i);
            if (IsTooMuch(scope)) return null;
            if (block.IsChain && NamesWhatItTakes(inner))
            {
                ReportOnce(inside, inner, Rules.NameInChain, inner.Name);
                if (Written(inner, "From") is null)
                {
                    inside.Definitions[inner.Name] = inner;
                    inside.Names[inner.Name] = Unknown;
                    continue;
                }
            }
            Walk(inner, inside);
            if (IsLayer(inner)) result = inner.Name;
        }
        return inside.Names.TryGetValue(result, out string? value) ? value : Unknown;
    }

    private bool IsTooMuch(Scope scope)
    {
        if (HasTooManyConnections()) return true;
        (int most, string what)? limit = nodes.Count >= MaxNodes ? (MaxNodes, "layers") : applied > MaxBlocks ? (MaxBlocks, "blocks")
            : scope.Open.Count >= MaxDepth ? (MaxDepth, "blocks inside one another") : null;
        if (limit is { } exceeded && problems.All(problem => problem.Rule != Rules.TooManyLayers))
            Report(scope, Rules.TooManyLayers, null, Spec.Name, Number(exceeded.most), exceeded.what);
        return limit is not null;
    }

    private bool HasTooManyConnections()
    {
        if (connections > MaxConnections && problems.All(problem => problem.Rule != Rules.TooManyConnections))
            Report(-1, Rules.TooManyConnections, Spec.Name, Number(MaxConnections));
        return connections > MaxConnections;
    }

    /// <summary>The open sizes a node gives; the width is otherwise that of the input.</summary>
    private Dictionary<string, int?> Sizes(NodeSpec node, Scope scope, string arrival)
    {
        var given = new Dictionary<string, int?>();
        foreach (string name in new[] { "Width", "Stride", "Heads" })
        {
            if (Written(node, name) is not int size) continue;
            bool isOpen = Given.NameOf(size) is not null, isSize = size is >= 1 and <= LayerContext.MaxLength;
            if (!isOpen && !isSize)
                ReportOnce(scope, node, Rules.BadSize, name, node.Name, name, Number(size), Number(LayerContext.MaxLength));
            given[name] = isSize ? size : null;
        }
        if (!given.ContainsKey("Width")) given["Width"] = shapes.TryGetValue(arrival, out Shape shape) ? shape[shape.Rank - 1] : null;
        return given;
    }

    /// <summary>The class's name out of a block's key.</summary>
    private static string Plain(string key) => key.Split(',')[0].Split('.', '+').Last();
}
