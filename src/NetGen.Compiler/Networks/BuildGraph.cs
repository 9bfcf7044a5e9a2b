using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Ops.Activations;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Networks;

/// <summary>Declaration → operations: each node adds its own, reading the values of the nodes it names.</summary>
public static class BuildGraph
{
    public static NetworkGraph Run(ShapeInference shapes, bool training, LayerParameters parameters)
    {
        var builder = new GraphBuilder(training, parameters);
        var values = new Dictionary<string, Value>();
        var inputs = new List<Value>();
        var names = new PortNames(shapes);
        for (int i = 0; i < shapes.Nodes.Count; i++)
        {
            NodeSpec node = shapes.Nodes[i].Node;
            if (node.IsInput)
            {
                var input = new Value(names.Of("x", node.Name), shapes.Shapes[node.Name], ValueKind.Input);
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
            builder.Graph.Rename(value, names.Of("y", output.Name));
            outputs.Add(value);
        }
        var losses = new List<LossOfOutput>();
        for (int i = 0; i < outputs.Count; i++)
        {
            OutputNode output = shapes.Outputs[i];
            if (output.Loss is { } loss) losses.Add(AddLoss(i, outputs[i], shapes.Context(loss), role => names.Of(role, output.Name)));
        }
        return new NetworkGraph(builder.Graph, inputs, outputs, losses, parameters.Requests);
    }

    /// <param name="named">What the output has in a role.</param>
    private static LossOfOutput AddLoss(int index, Value output, LayerContext context, Func<string, ValueName> named)
    {
        LossKind kind = LayerRegistry.FindLoss(context.Node.Kind)!;
        bool byIndex = kind.Target(context) == TargetKind.Indices;
        var scale = new Value(named("scale"), new Shape(1), ValueKind.Scale);
        var target = new Value(named("t"), byIndex ? new Shape(1) : output.Shape, byIndex ? ValueKind.TargetIndices : ValueKind.Target);
        CopyRows? rows = CallerRows.NeedCopy(target)
            ? new CopyRows(target, target.Name + "_rows") { Layer = CopyRows.LayerOf(target, "Target", "Target") } : null;
        Value read = rows?.Output ?? target;
        Loss loss = kind.BuildFused(context, output, read, scale) ?? kind.Build(context, output, read, scale);
        loss.Layer = context.Node.Name;
        loss.Output.Name = named("loss");
        return new LossOfOutput(index, loss, target, scale, rows);
    }
}
