using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Passes;

/// <summary>Programs with their memory: all that rendering needs.</summary>
public sealed class PlannedNetwork
{
    public required NetworkPlan Plan { get; init; }
    public required Programs Programs { get; init; }
    public required MemoryPlan Arena { get; init; }
    public required MemoryPlan Tape { get; init; }

    /// <summary>Places in the parameter block, by the value's name; gradients have the same.</summary>
    public required IReadOnlyDictionary<string, int> Parameters { get; init; }

    /// <summary>Places of transposed weights in the tape's fixed part, by the weight's name.</summary>
    public required IReadOnlyDictionary<string, int> Transposes { get; init; }

    /// <summary>Floats a sample before the dense copy of the output.</summary>
    public required int OutputOffset { get; init; }
}

/// <summary>Decides where everything stands: parameters in one block, values in the arena of Predict and on the tape.</summary>
public static class PlanNetwork
{
    public static PlannedNetwork Run(ShapeInference shapes)
    {
        Programs programs = Programs.Build(shapes);
        NetworkGraph training = programs.Training;

        var places = new Dictionary<string, int>();
        var parameters = new List<ParameterPlan>();
        int block = 0;
        foreach (ParameterRequest request in training.Parameters)
        {
            places.Add(request.Value.Name, block);
            parameters.Add(new ParameterPlan(request.Layer, request.Role, request.Shape, block, Layouts.Matrix(request.Value).Panel,
                request.Initializer, request.FanIn, request.FanOut, request.InitializerValue,
                FileName(request.Layer) + "." + FileName(request.Role), request.FileTransposed, request.Trainable)
            {
                Regularization = request.Regularization,
            });
            block += Layouts.PaddedLength(request.Value);
        }

        MemoryPlan arena = MemoryPlan.Of([programs.Predict], []);
        MemoryPlan tape = MemoryPlan.Of(programs.OnTape, [training.Output]);

        // Rows that the surface reads and writes stand behind the computed ones, dense, each aligned to 16 floats a sample or alone.
        int perSample = tape.PerSample;
        int Region(int floats)
        {
            int offset = perSample;
            perSample += floats;
            return offset;
        }
        int output = Layouts.IsDense(training.Output) ? tape.Offsets[training.Output] : Region(training.Output.Length);
        int input = Region(training.Input.Length);
        int? scale = training.Loss is null ? null : Region(1);

        var transposes = new Dictionary<string, int>();
        int transposed = 0;
        foreach (InputGradient op in programs.OnTape.SelectMany(program => program.Steps).Select(step => step.Group.Root).OfType<InputGradient>())
        {
            if (transposes.ContainsKey(op.Weight.Name)) continue;
            transposes.Add(op.Weight.Name, transposed);
            transposed += Layouts.Transposed(op.Weight).Length(op.Weight.Shape[0]);
        }

        int loss = shapes.Spec.Nodes.ToList().FindIndex(node => LayerRegistry.FindLoss(node.Kind) is not null);
        LossKind? lossKind = loss < 0 ? null : LayerRegistry.FindLoss(shapes.Spec.Nodes[loss].Kind);
        TargetKind target = lossKind?.Target(shapes.Context(loss)) ?? TargetKind.None;
        var inputRegion = new TapeRegion(input, training.Input.Length);
        var outputRegion = new TapeRegion(output, training.Output.Length);
        LossPlan? lossPlan = lossKind is null ? null : new LossPlan(lossKind.Name, lossKind.Title, target,
            target == TargetKind.Indices ? 1 : training.Output.Length, shapes.Context(loss).Number("Weight", 1),
            null, new TapeRegion(scale!.Value, 1), new TapeRegion(tape.Offsets[training.Loss!.Output], 1));
        int predictBlock = Schedule.SampleBlock(arena.PerSample, block);
        var plan = new NetworkPlan
        {
            Spec = shapes.Spec,
            Input = training.Input.Shape,
            Output = training.Output.Shape,
            Inputs = [new InputPlan(shapes.Spec.Nodes.First(node => node.Kind == "Input").Name, training.Input.Shape, inputRegion, null)],
            Outputs = [new OutputPlan(shapes.Spec.Nodes.Last(node => LayerRegistry.FindLayer(node.Kind) is not null).Name, training.Output.Shape, outputRegion, null, lossPlan)],
            Target = target,
            TargetLength = target switch { TargetKind.None => 0, TargetKind.Indices => 1, _ => training.Output.Length },
            LossName = lossKind?.Title,
            LossWeight = loss < 0 ? 1 : shapes.Context(loss).Number("Weight", 1),
            Parameters = parameters,
            ParameterBlock = block,
            Layers = Layers(shapes, parameters),
            PredictBlock = predictBlock,
            PredictArena = predictBlock * arena.PerSample,
            TrainBlock = Schedule.SampleBlock(perSample, block),
            TapePerSample = perSample,
            TapeFixed = transposed,
            OutputRegion = outputRegion,
            InputRegion = inputRegion,
            ScaleRegion = scale is null ? null : new TapeRegion(scale.Value, 1),
            LossRegion = training.Loss is null ? null : new TapeRegion(tape.Offsets[training.Loss.Output], 1),
        };
        return new PlannedNetwork
        {
            Plan = plan, Programs = programs, Arena = arena, Tape = tape, Parameters = places, Transposes = transposes, OutputOffset = output,
        };
    }

    private static List<LayerPlan> Layers(ShapeInference shapes, List<ParameterPlan> parameters)
    {
        var layers = new List<LayerPlan>();
        for (int i = 0; i < shapes.Spec.Nodes.Count; i++)
        {
            NodeSpec node = shapes.Spec.Nodes[i];
            if (LayerRegistry.FindLayer(node.Kind) is not { } kind) continue;
            LayerContext context = shapes.Context(i);
            var own = parameters.Where(parameter => parameter.Layer == node.Name).ToList();
            layers.Add(new LayerPlan(node.Name, node.Kind, own.Count > 0 ? kind.Handle : null, kind.Details(context).Trim(), shapes.Shapes[node.Name],
                own.Sum(parameter => parameter.Shape.Length), kind.Flops(context, shapes.Shapes[node.Name])));
        }
        return layers;
    }

    /// <summary>Names in files begin with a small letter, as PyTorch's do.</summary>
    private static string FileName(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
