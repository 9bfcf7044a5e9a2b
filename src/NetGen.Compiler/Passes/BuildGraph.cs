using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Ops.Activations;
using NetGen.Compiler.Rendering;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Passes;

/// <summary>Declaration → operations: each node adds its own, reading the values of the nodes it names.</summary>
public static class BuildGraph
{
    public static NetworkGraph Run(ShapeInference shapes, bool training, LayerParameters parameters)
    {
        var builder = new GraphBuilder(training, parameters);
        var values = new Dictionary<string, Value>();
        var inputs = new List<Value>();
        var planes = new PlaneNames(shapes);
        bool isSimple = shapes.Nodes.Count(placed => placed.Node.Kind == "Input") == 1 && shapes.Outputs.Count == 1;
        for (int i = 0; i < shapes.Nodes.Count; i++)
        {
            NodeSpec node = shapes.Nodes[i].Node;
            if (node.Kind == "Input")
            {
                var input = new Value(Named("x", node.Name), shapes.Shapes[node.Name], ValueKind.Input) { IsPlane = !isSimple };
                inputs.Add(values[node.Name] = input);
            }
            else if (LayerRegistry.FindLayer(node.Kind) is { } layer)
                values[node.Name] = layer.Build(builder, shapes.Context(i), node.Inputs.Select(name => values[name]).ToList());
        }

        var outputs = new List<Value>();
        foreach (OutputNode output in shapes.Outputs)
        {
            Value value = builder.Rows(values[output.Value]);
            if (outputs.Contains(value)) value = builder.Graph.Add(new Identity(value, "y"), output.Name);
            builder.Graph.Rename(value, Named("y", output.Name));
            outputs.Add(value);
        }
        var losses = new List<LossOfOutput>();
        for (int i = 0; i < outputs.Count; i++)
            if (shapes.Outputs[i].Loss is { } loss)
                losses.Add(AddLoss(i, outputs[i], shapes.Context(loss), isSimple ? null : planes[shapes.Outputs[i].Name]));
        return new NetworkGraph(builder.Graph, inputs, outputs, losses, parameters.Requests);

        // Kernels know no ports.
        ValueName Named(string role, string port) => new(isSimple ? role : role + "_" + planes[port], role);
    }

    /// <param name="plane">The output's name where there are several; null where caller's rows are read.</param>
    private static LossOfOutput AddLoss(int index, Value output, LayerContext context, string? plane)
    {
        LossKind kind = LayerRegistry.FindLoss(context.Node.Kind)!;
        bool byIndex = kind.Target(context) == TargetKind.Indices;
        string suffix = plane is null ? "" : "_" + plane;
        ValueName Named(string role) => new(role + suffix, role);
        var scale = new Value(Named("scale"), new Shape(1), ValueKind.Scale);
        var target = new Value(Named("t"), byIndex ? new Shape(1) : output.Shape, byIndex ? ValueKind.TargetIndices : ValueKind.Target)
        {
            IsPlane = plane is not null,
        };
        CopyRows? rows = CallerRows.NeedCopy(target) ? new CopyRows(target, target.Name + "_rows") { Layer = (plane is null ? "" : SurfaceText.Pascal(plane)) + "Target" } : null;
        Value read = rows?.Output ?? target;
        Loss loss = kind.BuildFused(context, output, read, scale) ?? kind.Build(context, output, read, scale);
        loss.Layer = context.Node.Name;
        loss.Output.Name = Named("loss");
        return new LossOfOutput(index, loss, target, scale, rows);
    }
}

/// <summary>Rows of the caller's: dense, so that the last vector of a row may run into the next row, or past the end.</summary>
public static class CallerRows
{
    public const int Alignment = 16;

    public static bool NeedCopy(Value value) => value.Kind != ValueKind.TargetIndices && value.Length % Alignment != 0;

    public static int Pad(int length) => (length + Alignment - 1) / Alignment * Alignment;
}
