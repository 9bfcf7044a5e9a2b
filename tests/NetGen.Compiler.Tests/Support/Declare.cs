using NetGen.Compiler.Model;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Tests;

/// <summary>Declarations as the front end makes them, in a line: <c>Chain(Input(10), Dense(64, "ReLU"), Dense(1), Node("MeanSquaredError"))</c>.</summary>
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
            bool isLayer = Compiler.Layers.LayerRegistry.FindLoss(node.Kind) is null && node.Kind != "Input";
            string name = isLayer ? node.Kind + count[node.Kind] : node.Kind;
            named.Add(node with { Name = name, Inputs = above is null || node.Kind == "Input" ? default : new([above]) });
            if (isLayer || node.Kind == "Input") above = name;
        }
        return new NetworkSpec("Tests", default, "Net", "Tests.Net", new(named), defaults, Checks: false);
    }

    public static PlannedNetwork Plan(params NodeSpec[] nodes) => PlanNetwork.Run(Inferred(Chain(nodes)));

    public static Programs Programs(params NodeSpec[] nodes) => Passes.Programs.Build(Inferred(Chain(nodes)));

    private static ShapeInference Inferred(NetworkSpec spec)
    {
        ShapeInference shapes = ShapeInference.Infer(spec);
        Assert.Empty(shapes.Problems.Select(problem => problem.Message));
        return shapes;
    }
}
