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
    public required FusedNetwork Fused { get; init; }
    public required MemoryPlan Arena { get; init; }
    public required MemoryPlan Tape { get; init; }

    /// <summary>Places in the parameter block; gradients have the same.</summary>
    public required IReadOnlyDictionary<Value, int> Parameters { get; init; }

    /// <summary>Places of transposed weights in the tape's fixed part.</summary>
    public required IReadOnlyDictionary<Value, int> Transposes { get; init; }

    /// <summary>Places of values that are one for all samples: in the tape's fixed part, or behind the rows of the arena.</summary>
    public required IReadOnlyDictionary<Value, int> Statistics { get; init; }

    /// <summary>The plan in lines: regions in floats a sample, blocks of samples, the parameter block.</summary>
    public string Text() => string.Join("\n",
    [
        FormattableString.Invariant($"  parameters: {Plan.ParameterBlock} floats"),
        .. Plan.Parameters.Select(parameter => FormattableString.Invariant($"    {parameter.FileName}: {parameter.Shape} at {parameter.Offset}")),
        FormattableString.Invariant($"  prediction: {Arena.PerSample} floats a sample, {Plan.PredictBlock} samples a block, {Plan.PredictArena} floats in all"),
        .. Arena.Offsets.OrderBy(pair => pair.Value).Select(pair => FormattableString.Invariant($"    {pair.Key} at {pair.Value}")),
        FormattableString.Invariant($"  tape: {Plan.TapePerSample} floats a sample, {Plan.TrainBlock} samples a block, {Plan.TapeFixed} floats for all samples"),
        .. Tape.Offsets.OrderBy(pair => pair.Value).Select(pair => FormattableString.Invariant($"    {pair.Key} at {pair.Value}")),
    ]);

    /// <summary>Where a value of the caller's, or a copy of one for the caller, stands on the tape; only scales do in simple networks.</summary>
    public TapeRegion PlaneOf(Value value)
    {
        NetworkGraph graph = Fused.Training;
        int input = graph.Inputs.ToList().IndexOf(value), dx = Fused.InputGradients.ToList().IndexOf(value), dy = Fused.OutputGradients.ToList().IndexOf(value);
        if (input >= 0) return Plan.Inputs[input].Region;
        if (dx >= 0) return Plan.Inputs[dx].Gradient!.Value;
        if (dy >= 0) return Plan.Outputs[dy].Gradient!.Value;
        LossOfOutput part = graph.Losses.First(part => part.Target == value || part.Scale == value);
        LossPlan loss = Plan.Outputs[part.Output].Loss!;
        return part.Scale == value ? loss.Scale : loss.TargetRegion!.Value;
    }
}

/// <summary>Decides where everything stands: parameters in one block, values in the arena of Predict and on the tape.</summary>
public static class PlanNetwork
{
    public static PlannedNetwork Run(ShapeInference shapes, FusedNetwork programs)
    {
        NetworkGraph training = programs.Training;

        var squared = new HashSet<Value>((programs.BackwardSums?.Steps ?? []).Select(step => step.Group.Root).GroupBy(sum => sum.GradientOf!)
            .Where(sums => sums.All(sum => sum.SumsSquares)).Select(sums => sums.Key));
        var places = new Dictionary<Value, int>();
        var parameters = new List<ParameterPlan>();
        int block = 0;
        foreach (ParameterRequest request in training.Parameters)
        {
            places.Add(request.Value, block);
            parameters.Add(new ParameterPlan(request.Layer, request.Role, request.Shape, block, Layouts.Matrix(request.Value).Panel,
                request.Initializer, request.FanIn, request.FanOut, request.InitializerValue,
                FileName(request.Layer) + "." + (request.Statistic ?? FileName(request.Role)), request.FileTransposed, request.Trainable)
            {
                Regularization = request.Regularization,
                IsLearnt = request.Statistic is null,
                HasSquares = squared.Contains(request.Value),
            });
            block += Layouts.PaddedLength(request.Value);
        }

        MemoryPlan arena = MemoryPlan.Of([programs.Predict], [], programs.Inference.Outputs);
        MemoryPlan tape = MemoryPlan.Of(programs.OnTape, [.. training.Outputs, .. training.Losses.Select(part => part.Loss.Output)],
            programs.InputGradients.OfType<Value>(), rowsApart: true);

        // Rows that the surface reads and writes stand behind the computed ones, dense, each aligned to 16 floats a sample or alone.
        int perSample = tape.PerSample;
        TapeRegion Region(int floats)
        {
            perSample += floats;
            return new TapeRegion(perSample - floats, floats);
        }
        bool isSimple = !training.Input.IsPlane;
        var outputRegions = training.Outputs
            .Select(output => Layouts.IsDense(output) ? new TapeRegion(tape.Offsets[output], output.Length) : Region(output.Length)).ToList();
        var inputs = new List<InputPlan>();
        foreach (PlacedNode placed in shapes.Nodes.Where(placed => placed.Node.Kind == "Input"))
        {
            Value input = training.Inputs[inputs.Count];
            inputs.Add(new InputPlan(placed.Node.Name, input.Shape, Region(input.Length), isSimple ? null : Region(input.Length)));
        }
        var outputs = new List<OutputPlan>();
        for (int i = 0; i < training.Outputs.Count; i++)
        {
            Value output = training.Outputs[i];
            LossPlan? loss = null;
            if (training.Losses.FirstOrDefault(part => part.Output == i) is { } part)
            {
                LayerContext context = shapes.Context(shapes.Outputs[i].Loss!.Value);
                LossKind kind = LayerRegistry.FindLoss(context.Node.Kind)!;
                int length = part.Target.Length;
                loss = new LossPlan(kind.Name, kind.Title, kind.Target(context), length, context.Number("Weight", 1), isSimple ? null : Region(length), Region(1),
                    new TapeRegion(tape.Offsets[part.Loss.Output], 1)) { IgnoreIndex = kind.IgnoreIndex(context) };
            }
            outputs.Add(new OutputPlan(shapes.Outputs[i].Name, output.Shape, outputRegions[i], isSimple ? null : Region(output.Length), loss));
        }
        LossPlan? first = outputs.Select(output => output.Loss).FirstOrDefault(loss => loss is not null);

        var transposes = new Dictionary<Value, int>();
        int transposed = 0;
        foreach (Value weight in programs.OnTape.SelectMany(program => Lower.Transposes(program, _ => true)))
        {
            if (transposes.ContainsKey(weight)) continue;
            transposes.Add(weight, transposed);
            transposed += Layouts.Transposed(weight).Length(weight.Shape[0]);
        }

        var statistics = new Dictionary<Value, int>();
        int onTape = Place(programs.OnTape, transposed), inArena = Place([programs.Predict], 0);
        int Place(IEnumerable<FusedProgram> from, int offset)
        {
            foreach (Value value in from.SelectMany(program => program.Steps).SelectMany(step => step.Group.Stored).Where(value => value.Kind == ValueKind.Statistics))
            {
                statistics.Add(value, offset);
                offset += CallerRows.Pad(value.Length);
            }
            return offset;
        }

        int predictBlock = Schedule.SampleBlock(arena.PerSample, block);
        var plan = new NetworkPlan
        {
            Spec = shapes.Spec,
            Input = training.Input.Shape,
            Output = training.Output.Shape,
            Inputs = inputs,
            Outputs = outputs,
            Target = first?.Target ?? TargetKind.None,
            TargetLength = outputs.Sum(output => output.Loss?.TargetLength ?? 0),
            LossName = first?.Title,
            LossWeight = first?.Weight ?? 1,
            Parameters = parameters,
            ParameterBlock = block,
            Layers = Layers(shapes, parameters),
            PredictBlock = predictBlock,
            PredictArena = predictBlock * arena.PerSample + inArena,
            TrainBlock = Schedule.SampleBlock(perSample, block),
            TapePerSample = perSample,
            TapeFixed = onTape,
            WholeBatch = statistics.Count > 0,
            OutputRegion = outputRegions[0],
            InputRegion = inputs[0].Region,
            ScaleRegion = first?.Scale,
            LossRegion = first?.Loss,
        };
        return new PlannedNetwork
        {
            Plan = plan, Fused = programs, Arena = arena, Tape = tape, Parameters = places, Transposes = transposes, Statistics = statistics,
        };
    }

    private static List<LayerPlan> Layers(ShapeInference shapes, List<ParameterPlan> parameters)
    {
        var layers = new List<LayerPlan>();
        ILookup<string, ParameterPlan> byLayer = parameters.ToLookup(parameter => parameter.Layer);
        for (int i = 0; i < shapes.Nodes.Count; i++)
        {
            PlacedNode placed = shapes.Nodes[i];
            NodeSpec node = placed.Node;
            if (LayerRegistry.FindLayer(node.Kind) is not { } kind) continue;
            LayerContext context = shapes.Context(i);
            var own = byLayer[node.Name].ToList();
            string details = kind.Details(context).Trim() + (placed.IsShared ? " shared with " + placed.Owner : "");
            layers.Add(new LayerPlan(node.Name, node.Kind, own.Count > 0 && placed.Path is null ? kind.Handle : null, details.Trim(), shapes.Shapes[node.Name],
                own.Where(parameter => parameter.IsLearnt).Sum(parameter => parameter.Shape.Length), kind.Flops(context, shapes.Shapes[node.Name])));
        }
        return layers;
    }

    /// <summary>Names in files begin with a small letter, as PyTorch's do, at every step of the path.</summary>
    private static string FileName(string name) => string.Join(".", name.Split('.').Select(step => char.ToLowerInvariant(step[0]) + step.Substring(1)));
}
