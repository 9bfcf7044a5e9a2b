using NetGen.Compiler.Declarations;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Tests;

/// <summary>
/// Declarations as the front end makes them, in a line: <c>Chain(Input(10), Dense(64, "ReLU"), Dense(1), Node("MeanSquaredError"))</c>.
/// </summary>
internal static class Declare
{
    public static NodeSpec Input(params int[] shape) => Node("Input", ("Shape", new EquatableArray<int>(shape)));

    public static NodeSpec Dense(int units, string activation = "Identity", params (string Name, object Value)[] arguments) =>
        Node("Dense", [("Units", units), ("Activation", activation), .. arguments]);

    public static NodeSpec Node(string kind, params (string Name, object Value)[] arguments) =>
        new(kind, "", default, new(arguments.Select(argument => new Argument(argument.Name, argument.Value))));

    public static NetworkSpec Chain(params NodeSpec[] nodes) => Chain("PyTorch", nodes);

    /// <summary>Each node takes what the last input or layer above it gives; names are kind and number.</summary>
    public static NetworkSpec Chain(string defaults, params NodeSpec[] nodes)
    {
        var named = new List<NodeSpec>();
        var count = new Dictionary<string, int>();
        string? above = null;
        foreach (NodeSpec node in nodes)
        {
            count[node.Kind] = count.GetValueOrDefault(node.Kind) + 1;
            bool isLayer = Compiler.Kinds.LayerRegistry.FindLoss(node.Kind) is null && node.Kind != "Input";
            string name = isLayer ? node.Kind + count[node.Kind] : node.Kind;
            named.Add(node with { Name = name, Inputs = above is null || node.Kind == "Input" ? default : new([above]) });
            if (isLayer || node.Kind == "Input") above = name;
        }
        return new NetworkSpec("Tests", default, "Net", "Tests.Net", new(named), defaults, Checks: false);
    }

    /// <summary>A block in chain form; its key is its name.</summary>
    public static BlockSpec Block(string name, params NodeSpec[] nodes)
    {
        string above = BlockSpec.Arrival;
        return new BlockSpec(name, name, new(Chain(nodes).Nodes.Select(node =>
        {
            NodeSpec placed = node with { Inputs = new([above]) };
            above = node.Name;
            return placed;
        })));
    }

    /// <summary>A node that applies blocks: <c>Apply("Residual", ["Path"])</c>.</summary>
    public static NodeSpec Apply(string kind, string[] blocks, params (string Name, object Value)[] arguments) =>
        Node(kind, arguments) with { Blocks = new(blocks) };

    /// <summary>A member with its node; it takes those named, else the one above.</summary>
    public static NodeSpec Member(string name, NodeSpec node, params string[] from) =>
        node with { Name = name, Inputs = new(from), Arguments = from.Length == 1 && node.Kind != "Input"
            ? new(node.Arguments.Append(new Argument("From", from[0]))) : node.Arguments };

    /// <summary>The loss of a member.</summary>
    public static NodeSpec LossOf(string member, string kind, params (string Name, object Value)[] arguments) =>
        Node(kind, arguments) with { Name = member + "." + kind, Inputs = new([member]) };

    /// <summary>The members form: nodes that name what they take.</summary>
    public static NetworkSpec Members(IEnumerable<BlockSpec> blocks, params NodeSpec[] nodes)
    {
        var placed = new List<NodeSpec>();
        string? above = null;
        foreach (NodeSpec node in nodes)
        {
            bool isLoss = Compiler.Kinds.LayerRegistry.FindLoss(node.Kind) is not null;
            placed.Add(node.Inputs.Count > 0 || node.Kind == "Input" || above is null ? node : node with { Inputs = new([above]) });
            if (!isLoss) above = node.Name;
        }
        return new NetworkSpec("Tests", default, "Net", "Tests.Net", new(placed), "PyTorch", Checks: false)
        {
            Blocks = new(blocks),
            Members = new(placed.Where(node => !node.Name.Contains('.'))
                .Select(node => new MemberSpec(node.Name, "public ", "global::NetGen.Layer", node.Name, false))),
        };
    }

    public static PlannedNetwork Plan(NetworkSpec spec) => NetworkCompiler.Plan(Inferred(spec));

    public static PlannedNetwork Plan(params NodeSpec[] nodes) => NetworkCompiler.Plan(Inferred(Chain(nodes)));

    public static FusedNetwork Fused(params NodeSpec[] nodes) => NetworkCompiler.Plan(Inferred(Chain(nodes))).Fused;

    private static ShapeInference Inferred(NetworkSpec spec)
    {
        ShapeInference shapes = ShapeInference.Infer(spec);
        Assert.Empty(shapes.Problems.Select(problem => problem.Message));
        return shapes;
    }
}
