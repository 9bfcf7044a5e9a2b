using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;

namespace NetGen.Compiler.Shapes;

/// <summary>Blocks: their layers take the place of the node that applies them.</summary>
public sealed partial class ShapeInference
{
    /// <summary>More layers than anybody declares by hand, and few enough that a slip of the pen does not stop an editor.</summary>
    private const int MostNodes = 2048;

    /// <summary>What names mean at one level: in the network, or in a block being expanded.</summary>
    private sealed class Scope
    {
        /// <summary>What stands before a local name: "" or <c>Trunk.2.</c>; and before that of the layer whose parameters are used.</summary>
        public string NamePrefix { get; init; } = "";
        public string OwnerPrefix { get; init; } = "";

        /// <summary>The node of the declaration that is being expanded.</summary>
        public int Origin { get; set; }

        /// <summary>The path for messages; null in the network itself.</summary>
        public string? Path { get; init; }

        /// <summary>The node that applies the block.</summary>
        public string Applied { get; init; } = "";

        /// <summary>Local name → the node whose value it stands for. A node with a mistake has none.</summary>
        public Dictionary<string, string> Names { get; } = [];

        /// <summary>Local name → what was declared, for layers that share it.</summary>
        public Dictionary<string, NodeSpec> Definitions { get; } = [];

        /// <summary>The open sizes that are known.</summary>
        public Dictionary<string, int> Given { get; init; } = [];

        /// <summary>Keys and names of the blocks being expanded, outermost first.</summary>
        public IReadOnlyList<BlockSpec> Open { get; init; } = [];
    }

    /// <summary>The same parameters again, on another value.</summary>
    private void Share(NodeSpec node, Scope scope)
    {
        string wanted = Written(node, "Layer") as string ?? "";
        string owner = wanted;
        for (int depth = 0; scope.Definitions.TryGetValue(owner, out NodeSpec? shared) && shared.Kind == "Shared" && depth < MostNodes; depth++)
            owner = Written(shared, "Layer") as string ?? "";
        if (!scope.Definitions.TryGetValue(owner, out NodeSpec? definition) || wanted == node.Name)
        {
            Report(scope, Rules.NothingToShare, "Layer", node.Name, wanted, "not above it");
            return;
        }
        if (definition.Kind == "Input" || IsLoss(definition))
        {
            Report(scope, Rules.NothingToShare, "Layer", node.Name, wanted, "an input");
            return;
        }
        Walk(definition with { Name = node.Name, Inputs = node.Inputs, IsOutput = node.IsOutput }, scope, owner);
    }

    private void Expand(NodeSpec node, Scope scope, IReadOnlyList<string> inputs, string owner)
    {
        string arrival = inputs[0];
        switch (node.Kind)
        {
            case "Residual":
                if (Inline(node, 0, node.Name, owner, scope, arrival) is { } inner) AddTo(inner);
                break;
            case "Repeat":
                int count = Written(node, "Count") is int written ? written : 0;
                if (count is < 1 or > MostNodes)
                {
                    Report(scope, Rules.BadSize, "Count", node.Name, "Count", Number(count), Number(MostNodes));
                    break;
                }
                string? current = arrival;
                for (int i = 0; i < count && current is not null; i++) current = Inline(node, 0, $"{node.Name}.{Number(i)}", $"{owner}.{Number(i)}", scope, current);
                if (current is not null) scope.Names[node.Name] = current;
                break;
            case "Parallel":
                string? first = Inline(node, 0, node.Name + ".First", owner + ".First", scope, arrival);
                string? second = Inline(node, 1, node.Name + ".Second", owner + ".Second", scope, arrival);
                string merge = Written(node, "Merge") as string ?? "Concat";
                if (first is not null && second is not null && LayerRegistry.FindLayer(merge) is { } kind)
                    InferLayer(Place(new NodeSpec(merge, node.Name, default, default), scope, [first, second], null), scope, node.Name, kind);
                break;
            default:
                if (Inline(node, 0, node.Name, owner, scope, arrival) is { } result) scope.Names[node.Name] = result;
                break;
        }

        void AddTo(string inner)
        {
            if (shapes[inner] == shapes[arrival])
                InferLayer(Place(new NodeSpec("Add", node.Name, default, default), scope, [arrival, inner], null), scope, node.Name, LayerRegistry.FindLayer("Add")!);
            else
                Report(scope, Rules.ResidualChangesShape, null, node.Name, BlockOf(node, 0)?.Name ?? "", shapes[inner].ToString(), shapes[arrival].ToString());
        }
    }

    private BlockSpec? BlockOf(NodeSpec node, int which) =>
        which < node.Blocks.Count ? Spec.Blocks.FirstOrDefault(block => block.Key == node.Blocks[which]) : null;

    /// <summary>Puts a block's layers here; returns the node that gives its result, null where there is a mistake.</summary>
    private string? Inline(NodeSpec node, int which, string name, string owner, Scope scope, string arrival)
    {
        if (BlockOf(node, which) is not { } block)
        {
            Report(scope, Rules.UnknownBlock, null, node.Name, which < node.Blocks.Count ? Plain(node.Blocks[which]) : "nothing");
            return null;
        }
        if (scope.Open.Any(open => open.Key == block.Key))
        {
            Report(scope, Rules.BlockInItself, null, node.Name, block.Name, string.Join(" → ", scope.Open.Append(block).Select(open => open.Name)));
            return null;
        }
        if (block.Nodes.Count == 0)
        {
            Report(scope, Rules.EmptyBlock, null, block.Name);
            return null;
        }

        string path = scope.NamePrefix + name;
        var inside = new Scope
        {
            NamePrefix = path + ".",
            OwnerPrefix = scope.OwnerPrefix + owner + ".",
            Origin = scope.Origin,
            Path = $"'{path}' (block {block.Name})",
            Applied = scope.NamePrefix + node.Name,
            Given = Sizes(node, arrival),
            Open = [.. scope.Open, block],
            Names = { [BlockSpec.Arrival] = arrival },
        };
        string result = BlockSpec.Arrival;
        foreach (NodeSpec inner in block.Nodes)
        {
            if (nodes.Count >= MostNodes)
            {
                if (problems.All(problem => problem.Rule != Rules.TooManyLayers)) Report(scope, Rules.TooManyLayers, null, Spec.Name, Number(MostNodes));
                return null;
            }
            Walk(inner, inside);
            if (IsLayer(inner)) result = inner.Name;
        }
        return inside.Names.TryGetValue(result, out string? value) ? value : null;
    }

    /// <summary>The open sizes a node gives; the width is otherwise that of what arrives.</summary>
    private Dictionary<string, int> Sizes(NodeSpec node, string arrival)
    {
        var given = new Dictionary<string, int>();
        foreach (string name in new[] { "Width", "Stride", "Heads" })
            if (Written(node, name) is int size && size != 0) given[name] = size;
        if (!given.ContainsKey("Width")) given["Width"] = shapes[arrival][shapes[arrival].Rank - 1];
        return given;
    }

    /// <summary>The class's name out of a block's key.</summary>
    private static string Plain(string key) => key.Split(',')[0].Split('.', '+').Last();
}
