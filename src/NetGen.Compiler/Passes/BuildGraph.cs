using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Passes;

/// <summary>Declaration → operations: each node adds its own, reading the values of the nodes it names.</summary>
public static class BuildGraph
{
    public static NetworkGraph Run(ShapeInference shapes, bool training)
    {
        NetworkSpec spec = shapes.Spec;
        var builder = new GraphBuilder(training);
        var values = new Dictionary<string, Value>();
        Value? input = null, output = null;
        LossKind? lossKind = null;
        LayerContext? lossContext = null;
        for (int i = 0; i < spec.Nodes.Count; i++)
        {
            NodeSpec node = spec.Nodes[i];
            if (node.Kind == "Input") output = input = values[node.Name] = new Value("x", shapes.Shapes[node.Name], ValueKind.Input);
            else if (LayerRegistry.FindLoss(node.Kind) is { } loss) (lossKind, lossContext) = (loss, shapes.Context(i));
            else output = values[node.Name] = LayerRegistry.FindLayer(node.Kind)!.Build(builder, shapes.Context(i), node.Inputs.Select(name => values[name]).ToList());
        }
        output = builder.Rows(output!);
        output.Name = "y";

        var graph = new NetworkGraph(builder.Graph, input!, output, null, null, null, null, builder.Parameters);
        return lossKind is null ? graph : AddLoss(graph, lossKind, lossContext!);
    }

    private static NetworkGraph AddLoss(NetworkGraph graph, LossKind kind, LayerContext context)
    {
        var scale = new Value("scale", new Shape(1), ValueKind.Scale);
        bool byIndex = kind.Target(context) == TargetKind.Indices;
        var target = new Value("t", byIndex ? new Shape(1) : graph.Output.Shape, byIndex ? ValueKind.TargetIndices : ValueKind.Target);
        CopyRows? rows = CallerRows.NeedCopy(target) ? new CopyRows(target, "t_rows") { Layer = "Target" } : null;
        Value read = rows?.Output ?? target;
        Loss loss = kind.BuildFused(context, graph.Output, read, scale) ?? kind.Build(context, graph.Output, read, scale);
        loss.Layer = context.Node.Name;
        return graph with { Loss = loss, Target = target, Scale = scale, TargetRows = rows };
    }
}

/// <summary>Rows of the caller's: dense, so that the last vector of a row may run into the next row, or past the end.</summary>
public static class CallerRows
{
    public const int Alignment = 16;

    public static bool NeedCopy(Value value) => value.Kind != ValueKind.TargetIndices && value.Length % Alignment != 0;

    public static int Pad(int length) => (length + Alignment - 1) / Alignment * Alignment;
}
