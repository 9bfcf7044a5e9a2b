using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Rendering;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Passes;

/// <summary>When a step runs: always, or only where gradients of parameters, or of the input, or the outputs of a pass that trains, are asked for.</summary>
public enum StepCondition { Always, ForParameters, ForInput, ForOutputs }

/// <summary>A step of a program: a group that becomes a kernel, or rows copied out to the caller.</summary>
public sealed record Step(Group Group, StepCondition Condition = StepCondition.Always);

/// <summary>The kernels behind one entry point of a target's class, in order.</summary>
public sealed record Program(string Name, IReadOnlyList<Step> Steps);

/// <summary>All programs of a network, and the values that cross from one to another.</summary>
public sealed class Programs
{
    public required NetworkGraph Inference { get; init; }
    public required NetworkGraph Training { get; init; }
    public required Program Predict { get; init; }
    public required Program Forward { get; init; }
    public Program? Loss { get; init; }

    /// <summary>First what each sample has by itself, then the sums over samples.</summary>
    public Program? Backward { get; init; }

    /// <summary>The part of <see cref="Backward"/> that threads divide by samples.</summary>
    public Program? BackwardRows => Backward is null ? null : new Program("BackwardRows", Backward.Steps.Where(step => !IsSum(step)).ToList());

    /// <summary>The part of <see cref="Backward"/> that threads divide by results.</summary>
    public Program? BackwardSums => Backward is null ? null : new Program("BackwardSums", Backward.Steps.Where(IsSum).ToList());

    public required Program BackwardFrom { get; init; }

    /// <summary>
    /// Where every output has a loss, <see cref="BackwardFrom"/> is this, which puts the caller's gradients where the losses put theirs, <see cref="Backward"/>, and
    /// <see cref="BackwardToInput"/>; null where it is a program of its own.
    /// </summary>
    public Program? Seed { get; init; }

    /// <summary>What the gradients of inputs need beside <see cref="Backward"/>.</summary>
    public Program? BackwardToInput { get; init; }

    /// <summary>The gradients of the outputs as the caller gives them.</summary>
    public required IReadOnlyList<Value> OutputGradients { get; init; }

    /// <summary>The gradient of each input as computed; null where none leads there.</summary>
    public required IReadOnlyList<Value?> InputGradients { get; init; }

    /// <summary>The gradient of the only output, or the first.</summary>
    public Value OutputGradient => OutputGradients[0];

    /// <summary>The gradient of the only input, or the first.</summary>
    public Value? InputGradient => InputGradients[0];

    /// <summary>In the order in which a tape sees them.</summary>
    public IEnumerable<Program> OnTape => new[] { Forward, Loss, Seed is null ? Backward : null, BackwardFrom }.Where(program => program is not null)!;

    public static Programs Build(ShapeInference shapes)
    {
        NetworkGraph inference = BuildGraph.Run(shapes, training: false), training = BuildGraph.Run(shapes, training: true);
        GraphVerifier.Verify(inference.Forward);
        GraphVerifier.Verify(training.Forward);

        var trainable = training.Parameters.Where(parameter => parameter.Trainable).Select(parameter => parameter.Value).ToList();
        IReadOnlyList<Op> forward = training.Forward.Needed(training.Outputs);

        // The caller's gradients of the outputs.
        var fromOutput = new Graph(training.Losses.Select(part => part.Loss.PredictionGradient.Name));
        bool isPlane = training.Input.IsPlane;
        var planes = new PlaneNames(shapes);
        List<Value> outputGradients = training.Outputs.Select((output, i) => new Value(
            isPlane ? "dy_of_" + planes[shapes.Outputs[i].Name] : "dy_given", output.Shape, ValueKind.OutputGradient) { IsPlane = isPlane }).ToList();

        // The same as rows that vectors may be loaded from.
        Value RowsOf(int output)
        {
            Value dy = outputGradients[output];
            return CallerRows.NeedCopy(dy) ? fromOutput.Add(new CopyRows(dy, dy.Name + "_rows"), isPlane ? SurfaceText.Pascal(training.Outputs[output].Name) + "Gradient" : "OutputGradient") : dy;
        }

        // From the losses.
        var fromLoss = new Graph(training.Losses.SelectMany(part => part.Loss.Outputs).Select(value => value.Name));
        var lossSeeds = new Dictionary<Value, Value>();
        foreach (LossOfOutput part in training.Losses)
        {
            (Value prediction, Value gradient) = (part.Loss.Prediction, part.Loss.PredictionGradient);
            lossSeeds[prediction] = lossSeeds.TryGetValue(prediction, out Value? other)
                ? fromLoss.Add(new Add(other, gradient, other.Name + "_sum"), part.Loss.Layer)
                : gradient;
        }
        bool isShared = training.Outputs.Select((_, i) => i).All(i => training.Losses.Count(part => part.Output == i) == 1);
        IReadOnlyDictionary<Value, Value> gradients;
        if (isShared)
        {
            // From a loss's prediction on the way back is the same, whether its gradient comes from the loss or, through the last activation, from the caller.
            gradients = Autodiff.Reverse(fromLoss, forward, lossSeeds, [.. training.Inputs, .. trainable]);
            foreach (LossOfOutput part in training.Losses)
            {
                Value output = training.Outputs[part.Output], prediction = part.Loss.Prediction, gradient = outputGradients[part.Output];
                if (output != prediction)
                {
                    gradient = RowsOf(part.Output);
                    IReadOnlyList<Op> before = training.Forward.Needed([prediction]);
                    List<Op> between = training.Forward.Needed([output]).Where(op => !before.Contains(op)).ToList();
                    gradient = Autodiff.Reverse(fromOutput, between, new Dictionary<Value, Value> { [output] = gradient }, [prediction])[prediction];
                }
                fromOutput.Add(new Assign(gradient, part.Loss.PredictionGradient), output.Producer!.Layer);
            }
        }
        else
        {
            gradients = Autodiff.Reverse(fromOutput, forward, training.Outputs.Select((output, i) => (output, dy: RowsOf(i))).ToDictionary(seed => seed.output, seed => seed.dy), [.. training.Inputs, .. trainable]);
            Autodiff.Reverse(fromLoss, forward, lossSeeds, trainable);
        }
        var inputGradients = training.Inputs.Select(input => gradients.TryGetValue(input, out Value? dx) ? dx : null).ToList();
        var wantedInputs = inputGradients.OfType<Value>().ToList();
        IReadOnlyList<Op> ops = isShared ? fromLoss.Ops : fromOutput.Ops;
        Graph graph = isShared ? fromLoss : fromOutput;
        var forParameters = new HashSet<Op>(graph.Needed(ops.Select(op => op.Output).Where(value => value.Kind == ValueKind.ParameterGradient)));
        var forInput = new HashSet<Op>(graph.Needed(wantedInputs));
        // A step of training needs what losses and their gradients read; the outputs only where somebody looks at them.
        var readByTraining = training.Losses.SelectMany(part => part.Ops.Concat([part.Loss])).Concat(fromLoss.Ops).SelectMany(op => op.Inputs).ToList();
        var forTraining = new HashSet<Op>(training.Losses.Count == 0 ? forward : training.Forward.Needed(readByTraining));
        GraphVerifier.Verify(fromOutput, forward);
        GraphVerifier.Verify(fromLoss, [.. forward, .. training.Losses.Select(part => part.Loss)]);

        if (isShared)
        {
            List<Op> onlyInput = ops.Where(op => forInput.Contains(op) && !forParameters.Contains(op)).ToList();
            var readByInput = new HashSet<Value>(onlyInput.SelectMany(op => op.Inputs).Concat(wantedInputs));
            var seed = new Program("Seed", Steps(fromOutput.Ops, _ => false));
            var backward = new Program("Backward", Steps(ops.Where(forParameters.Contains).ToList(), readByInput.Contains).OrderBy(IsSum).ToList());
            var toInput = new Program("BackwardToInput", Steps(onlyInput, wantedInputs.Contains));
            return Made(backward, seed, toInput, new Program("BackwardFrom", [.. seed.Steps,
                .. backward.Steps.Select(step => step with { Condition = IsSum(step) ? StepCondition.ForParameters : StepCondition.Always }),
                .. toInput.Steps.Select(step => step with { Condition = StepCondition.ForInput })]));
        }
        return Made(training.Losses.Count == 0 ? null : new Program("Backward", Steps(fromLoss.Ops, _ => false).OrderBy(IsSum).ToList()), null, null,
            new Program("BackwardFrom", Steps(fromOutput.Ops, wantedInputs.Contains).Select(step => step with { Condition = Condition(step.Group) }).ToList()));

        Programs Made(Program? backward, Program? seed, Program? toInput, Program backwardFrom)
        {
            var readLater = new HashSet<Value>(fromOutput.Ops.Concat(fromLoss.Ops).SelectMany(op => op.Inputs).Concat(training.Outputs));
            foreach (LossOfOutput part in training.Losses) readLater.UnionWith(part.Loss.Inputs);
            var predict = new Program("Predict", Steps(inference.Forward.Needed(inference.Outputs), inference.Outputs.Contains));
            Pack(predict, inference.Outputs);
            return new Programs
            {
                Inference = inference,
                Training = training,
                Predict = predict,
                Forward = new Program("Forward", Fuse.Run(forward, readLater.Contains, apart: forTraining.Contains)
                    .Select(group => new Step(group, group.Ops.Any(forTraining.Contains) ? StepCondition.Always : StepCondition.ForOutputs)).ToList()),
                Loss = training.Losses.Count == 0 ? null : new Program("Loss", Steps(training.Losses.SelectMany(part => part.Ops).ToList(), _ => true)),
                Backward = backward,
                Seed = seed,
                BackwardToInput = toInput,
                BackwardFrom = backwardFrom,
                OutputGradients = outputGradients,
                InputGradients = inputGradients,
            };
        }

        StepCondition Condition(Group group) => (group.Ops.Any(forParameters.Contains), group.Ops.Any(forInput.Contains)) switch
        {
            (true, false) => StepCondition.ForParameters,
            (false, true) => StepCondition.ForInput,
            _ => StepCondition.Always,
        };
    }

    /// <summary>Outputs of narrow weights, if all that follows the sums is the same for every column, need no padding.</summary>
    private static void Pack(Program predict, IReadOnlyList<Value> outputs)
    {
        foreach (Group group in predict.Steps.Select(step => step.Group))
            if (group.Root is MatMul op && Layouts.IsNarrow(op.Weight) && group.Stored.Count == 1 && outputs.Contains(group.Stored[0])
                && group.Epilogue.All(after => after.Inputs.Count == 1) && !predict.Steps.Any(step => step.Group.Reads.Contains(group.Stored[0])))
                group.Stored[0].IsPacked = true;
    }

    private static bool IsSum(Step step) => step.Group.Root is WeightGradient or BiasGradient;

    private static List<Step> Steps(IReadOnlyList<Op> ops, Func<Value, bool> kept) => Fuse.Run(ops, kept).Select(group => new Step(group)).ToList();
}
