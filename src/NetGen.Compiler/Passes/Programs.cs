using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Rendering;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Passes;

/// <summary>When a step runs: always, or only where gradients of parameters, or of the input, are asked for.</summary>
public enum StepCondition { Always, ForParameters, ForInput }

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

    /// <summary>The gradients of the outputs as the caller gives them.</summary>
    public required IReadOnlyList<Value> OutputGradients { get; init; }

    /// <summary>The gradient of each input as computed; null where none leads there.</summary>
    public required IReadOnlyList<Value?> InputGradients { get; init; }

    /// <summary>The gradient of the only output, or the first.</summary>
    public Value OutputGradient => OutputGradients[0];

    /// <summary>The gradient of the only input, or the first.</summary>
    public Value? InputGradient => InputGradients[0];

    /// <summary>In the order in which a tape sees them.</summary>
    public IEnumerable<Program> OnTape => new[] { Forward, Loss, Backward, BackwardFrom }.Where(program => program is not null)!;

    public static Programs Build(ShapeInference shapes)
    {
        NetworkGraph inference = BuildGraph.Run(shapes, training: false), training = BuildGraph.Run(shapes, training: true);
        GraphVerifier.Verify(inference.Forward);
        GraphVerifier.Verify(training.Forward);

        var trainable = training.Parameters.Where(parameter => parameter.Trainable).Select(parameter => parameter.Value).ToList();
        IReadOnlyList<Op> forward = training.Forward.Needed(training.Outputs);

        // From the caller's gradients of the outputs: parameters and inputs.
        var fromOutput = new Graph();
        var outputGradients = new List<Value>();
        var seeds = new Dictionary<Value, Value>();
        foreach (Value output in training.Outputs)
        {
            bool isPlane = training.Input.IsPlane;
            var dy = new Value(isPlane ? "dy_of_" + BuildGraph.PlaneName(shapes.Outputs[outputGradients.Count].Name, shapes) : "dy", output.Shape, ValueKind.OutputGradient) { IsPlane = isPlane };
            outputGradients.Add(dy);
            seeds.Add(output, CallerRows.NeedCopy(dy)
                ? fromOutput.Add(new CopyRows(dy, dy.Name + "_rows"), isPlane ? SurfaceText.Pascal(output.Name) + "Gradient" : "OutputGradient")
                : dy);
        }
        var gradients = Autodiff.Reverse(fromOutput, forward, seeds, [.. training.Inputs, .. trainable]);
        var inputGradients = training.Inputs.Select(input => gradients.TryGetValue(input, out Value? dx) ? dx : null).ToList();
        var wantedInputs = inputGradients.OfType<Value>().ToList();
        var forParameters = new HashSet<Op>(fromOutput.Needed(fromOutput.Ops.Select(op => op.Output).Where(value => value.Kind == ValueKind.ParameterGradient)));
        var forInput = new HashSet<Op>(fromOutput.Needed(wantedInputs));

        // From the losses: parameters only.
        var fromLoss = new Graph(training.Losses.SelectMany(part => part.Loss.Outputs).Select(value => value.Name));
        var lossSeeds = new Dictionary<Value, Value>();
        foreach (LossOfOutput part in training.Losses)
        {
            (Value prediction, Value gradient) = (part.Loss.Prediction, part.Loss.PredictionGradient);
            lossSeeds[prediction] = lossSeeds.TryGetValue(prediction, out Value? other)
                ? fromLoss.Add(new Add(other, gradient, other.Name + "_sum"), part.Loss.Layer)
                : gradient;
        }
        Autodiff.Reverse(fromLoss, forward, lossSeeds, trainable);
        GraphVerifier.Verify(fromOutput, forward);
        GraphVerifier.Verify(fromLoss, [.. forward, .. training.Losses.Select(part => part.Loss)]);

        var readLater = new HashSet<Value>(fromOutput.Ops.Concat(fromLoss.Ops).SelectMany(op => op.Inputs).Concat(training.Outputs));
        foreach (LossOfOutput part in training.Losses) readLater.UnionWith(part.Loss.Inputs);
        bool hasLoss = training.Losses.Count > 0;

        return new Programs
        {
            Inference = inference,
            Training = training,
            Predict = new Program("Predict", Steps(inference.Forward.Needed(inference.Outputs), inference.Outputs.Contains)),
            Forward = new Program("Forward", Steps(forward, readLater.Contains)),
            Loss = hasLoss ? new Program("Loss", Steps(training.Losses.SelectMany(part => part.Ops).ToList(), _ => true)) : null,
            Backward = hasLoss ? new Program("Backward", Steps(fromLoss.Ops, _ => false).OrderBy(IsSum).ToList()) : null,
            BackwardFrom = new Program("BackwardFrom", Steps(fromOutput.Ops, wantedInputs.Contains)
                .Select(step => step with { Condition = Condition(step.Group) }).ToList()),
            OutputGradients = outputGradients,
            InputGradients = inputGradients,
        };

        StepCondition Condition(Group group) => (group.Ops.Any(forParameters.Contains), group.Ops.Any(forInput.Contains)) switch
        {
            (true, false) => StepCondition.ForParameters,
            (false, true) => StepCondition.ForInput,
            _ => StepCondition.Always,
        };
    }

    private static bool IsSum(Step step) => step.Group.Root is WeightGradient or BiasGradient;

    private static List<Step> Steps(IReadOnlyList<Op> ops, Func<Value, bool> kept) => Fuse.Run(ops, kept).Select(group => new Step(group)).ToList();
}
