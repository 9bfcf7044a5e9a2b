using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Networks;

/// <summary>
/// Shapes and the graph of training → what the surface says of a network: parameters in one block, layers, inputs and outputs.
/// </summary>
public static class DescribeNetwork
{
    public static NetworkPlan Run(ShapeInference shapes, NetworkGraph training)
    {
        var parameters = new List<ParameterPlan>();
        int block = 0;
        foreach (ParameterRequest request in training.Parameters)
        {
            parameters.Add(new ParameterPlan(request.Layer, request.Role, request.Shape, block, Layouts.Matrix(request.Value).Panel,
                request.Initializer, request.FanIn, request.FanOut, request.InitializerValue,
                FileName(request.Layer) + "." + (request.Statistic ?? FileName(request.Role)), request.FileTransposed, request.Trainable)
            {
                Regularization = request.Regularization,
                IsLearned = request.Statistic is null,
            });
            block += Layouts.PaddedLength(request.Value);
        }

        List<OutputPlan> outputs =
            [.. shapes.Outputs.Select((output, i) => new OutputPlan(output.Name, training.Outputs[i].Shape, Loss(shapes, training, i)))];
        IEnumerable<ExpandedNode> inputs = shapes.Nodes.Where(placed => placed.Node.IsInput);
        LossPlan? first = outputs.Select(output => output.Loss).FirstOrDefault(loss => loss is not null);
        return new NetworkPlan
        {
            Spec = shapes.Spec,
            Input = training.Input.Shape,
            Output = training.Output.Shape,
            Inputs = [.. inputs.Select((placed, i) => new InputPlan(placed.Node.Name, training.Inputs[i].Shape))],
            Outputs = outputs,
            Target = first?.Target ?? TargetKind.None,
            TargetLength = outputs.Sum(output => output.Loss?.TargetLength ?? 0),
            LossName = first?.Title,
            LossWeight = first?.Weight ?? 1,
            Parameters = parameters,
            ParameterBlock = block,
            Layers = Layers(shapes, parameters),
            NeedsFullBatch = training.Forward.Ops.Any(op => op.Outputs.Any(value => value.Kind == ValueKind.Statistics)),
        };
    }

    private static LossPlan? Loss(ShapeInference shapes, NetworkGraph training, int output)
    {
        if (training.Losses.FirstOrDefault(part => part.Output == output) is not { } part) return null;
        LayerContext context = shapes.Context(shapes.Outputs[output].Loss!.Value);
        LossKind kind = LayerRegistry.FindLoss(context.Node.Kind)!;
        return new LossPlan(kind.Name, kind.Title, kind.Target(context), part.Target.Length, context.Value(LossKind.Weight))
        {
            IgnoreIndex = kind.IgnoreIndex(context),
        };
    }

    private static List<LayerPlan> Layers(ShapeInference shapes, List<ParameterPlan> parameters)
    {
        var layers = new List<LayerPlan>();
        ILookup<string, ParameterPlan> byLayer = parameters.ToLookup(parameter => parameter.Layer);
        for (int i = 0; i < shapes.Nodes.Count; i++)
        {
            ExpandedNode placed = shapes.Nodes[i];
            NodeSpec node = placed.Node;
            if (LayerRegistry.FindLayer(node.Kind) is not { } kind) continue;
            LayerContext context = shapes.Context(i);
            var own = byLayer[node.Name].ToList();
            string details = kind.Details(context).Trim() + (placed.IsShared ? " shared with " + placed.Owner : "");
            layers.Add(new LayerPlan(node.Name, node.Kind, own.Count > 0 && placed.Path is null ? kind.Handle : null, details.Trim(),
                shapes.Shapes[node.Name],
                own.Where(parameter => parameter.IsLearned).Sum(parameter => parameter.Shape.Length),
                kind.Flops(context, shapes.Shapes[node.Name])));
        }
        return layers;
    }

    /// <summary>Names in files begin with a small letter, as PyTorch's do, at every step of the path.</summary>
    private static string FileName(string name) =>
        string.Join(".", name.Split('.').Select(step => char.ToLowerInvariant(step[0]) + step.Substring(1)));
}
