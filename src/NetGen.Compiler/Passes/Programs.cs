using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
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
    public Program? Backward { get; init; }
    public required Program BackwardFrom { get; init; }

    /// <summary>The gradient of the output as the caller gives it, and the gradient of the input as computed.</summary>
    public required Value OutputGradient { get; init; }
    public Value? InputGradient { get; init; }

    /// <summary>In the order in which a tape sees them.</summary>
    public IEnumerable<Program> OnTape => new[] { Forward, Loss, Backward, BackwardFrom }.Where(program => program is not null)!;

    public static Programs Build(ShapeInference shapes)
    {
        NetworkGraph inference = BuildGraph.Run(shapes, training: false), training = BuildGraph.Run(shapes, training: true);
        GraphVerifier.Verify(inference.Forward);
        GraphVerifier.Verify(training.Forward);

        var trainable = training.Parameters.Where(parameter => parameter.Trainable).Select(parameter => parameter.Value).ToList();
        IReadOnlyList<Op> forward = training.Forward.Needed([training.Output]);

        // From the caller's gradient of the output: parameters and input.
        var fromOutput = new Graph();
        var outputGradient = new Value("dy", training.Output.Shape, ValueKind.OutputGradient);
        Value seed = CallerRows.NeedCopy(outputGradient) ? fromOutput.Add(new CopyRows(outputGradient, "dy_rows"), "OutputGradient") : outputGradient;
        var gradients = Autodiff.Reverse(fromOutput, forward, Seed(training.Output, seed), [training.Input, .. trainable]);
        gradients.TryGetValue(training.Input, out Value? dx);
        var parameterGradients = gradients.Where(pair => pair.Key != training.Input).Select(pair => pair.Value).ToList();
        var forParameters = new HashSet<Op>(fromOutput.Needed(parameterGradients));
        var forInput = new HashSet<Op>(dx is null ? [] : fromOutput.Needed([dx]));

        // From the loss: parameters only.
        var fromLoss = new Graph();
        if (training.Loss is { } loss)
            Autodiff.Reverse(fromLoss, forward, Seed(loss.Prediction, loss.PredictionGradient), trainable);
        GraphVerifier.Verify(fromOutput, forward);
        GraphVerifier.Verify(fromLoss, training.Loss is null ? forward : [.. forward, training.Loss]);

        var readLater = new HashSet<Value>(fromOutput.Ops.Concat(fromLoss.Ops).SelectMany(op => op.Inputs)) { training.Output };
        if (training.Loss is { } l) readLater.UnionWith(l.Inputs);

        return new Programs
        {
            Inference = inference,
            Training = training,
            Predict = new Program("Predict", Steps(inference.Forward.Needed([inference.Output]), value => value == inference.Output)),
            Forward = new Program("Forward", Steps(forward, readLater.Contains)),
            Loss = training.Loss is null ? null : new Program("Loss",
                Steps([.. training.TargetRows is null ? Array.Empty<Op>() : [training.TargetRows], training.Loss], _ => true)),
            Backward = training.Loss is null ? null : new Program("Backward", Steps(fromLoss.Ops, _ => false)),
            BackwardFrom = new Program("BackwardFrom", Steps(fromOutput.Ops, value => value == dx)
                .Select(step => step with { Condition = Condition(step.Group) }).ToList()),
            OutputGradient = outputGradient,
            InputGradient = dx,
        };

        StepCondition Condition(Group group) => (group.Ops.Any(forParameters.Contains), group.Ops.Any(forInput.Contains)) switch
        {
            (true, false) => StepCondition.ForParameters,
            (false, true) => StepCondition.ForInput,
            _ => StepCondition.Always,
        };
    }

    private static Dictionary<Value, Value> Seed(Value of, Value gradient) => new() { [of] = gradient };

    private static List<Step> Steps(IReadOnlyList<Op> ops, Func<Value, bool> kept) => Fuse.Run(ops, kept).Select(group => new Step(group)).ToList();
}
