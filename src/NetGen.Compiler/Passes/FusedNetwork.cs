using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Passes;

/// <summary>When a step runs: always, or only where gradients of parameters, or of the input, or the outputs of a pass that trains, are asked for.</summary>
public enum StepCondition { Always, ForParameters, ForInput, ForOutputs }

/// <summary>A step of a program: a group that becomes a kernel, or rows copied out to the caller.</summary>
public sealed record FusedStep(Group Group, StepCondition Condition = StepCondition.Always)
{
    /// <summary>Whether it sums over samples, so that threads divide its results.</summary>
    public bool IsSum => Group.Root.GradientOf is not null;
}

/// <summary>The kernels behind one entry point of a target's class, in order.</summary>
public sealed record FusedProgram(string Name, IReadOnlyList<FusedStep> Steps)
{
    /// <summary>Weights whose transposes its steps read, each to be made before.</summary>
    public IEnumerable<Value> Transposes(Func<FusedStep, bool>? where = null) =>
        Steps.Where(where ?? (_ => true)).Select(step => step.Group.Transposed).OfType<Value>().Distinct();
}

/// <summary>All programs of a network, and the values that cross from one to another.</summary>
public sealed class FusedNetwork
{
    public required NetworkGraph Inference { get; init; }
    public required NetworkGraph Training { get; init; }
    public required FusedProgram Predict { get; init; }
    public required FusedProgram Forward { get; init; }
    public FusedProgram? Loss { get; init; }

    /// <summary>First what each sample has by itself, then the sums over samples.</summary>
    public FusedProgram? Backward { get; init; }

    /// <summary>The part of <see cref="Backward"/> that threads divide by samples.</summary>
    public FusedProgram? BackwardRows => Backward is null ? null : new FusedProgram("BackwardRows", [.. Backward.Steps.Where(step => !step.IsSum)]);

    /// <summary>The part of <see cref="Backward"/> that threads divide by results.</summary>
    public FusedProgram? BackwardSums => Backward is null ? null : new FusedProgram("BackwardSums", [.. Backward.Steps.Where(step => step.IsSum)]);

    public required FusedProgram BackwardFrom { get; init; }

    /// <summary>
    /// Where every output has a loss, <see cref="BackwardFrom"/> is this, which puts the caller's gradients where the losses put theirs, <see cref="Backward"/>, and
    /// <see cref="BackwardToInput"/>; null where it is a program of its own.
    /// </summary>
    public FusedProgram? Seed { get; init; }

    /// <summary>What the gradients of inputs need beside <see cref="Backward"/>.</summary>
    public FusedProgram? BackwardToInput { get; init; }

    /// <summary>The gradients of the outputs as the caller gives them.</summary>
    public required IReadOnlyList<Value> OutputGradients { get; init; }

    /// <summary>The gradient of each input as computed; null where none leads there.</summary>
    public required IReadOnlyList<Value?> InputGradients { get; init; }

    /// <summary>The gradient of the only output, or the first.</summary>
    public Value OutputGradient => OutputGradients[0];

    /// <summary>The gradient of the only input, or the first.</summary>
    public Value? InputGradient => InputGradients[0];

    /// <summary>In the order in which a tape sees them.</summary>
    public IEnumerable<FusedProgram> OnTape => new[] { Forward, Loss, Seed is null ? Backward : null, BackwardFrom }.Where(program => program is not null)!;
}

/// <summary>Operations → fusion groups, for every entry point.</summary>
public static class FuseNetwork
{
    public static FusedNetwork Run(JointGraph joint)
    {
        (NetworkGraph inference, NetworkGraph training) = (joint.Inference, joint.Training);
        (HashSet<Op> forParameters, HashSet<Op> forInput, HashSet<Op> forTraining) = (joint.ForParameters, joint.ForInput, joint.ForTraining);
        List<Value> wantedInputs = [.. joint.InputGradients.OfType<Value>()];

        var predict = new FusedProgram("Predict", Steps(inference.Forward.Needed(inference.Outputs), inference.Outputs.Contains));
        Pack(predict, inference.Outputs);
        var forward = new FusedProgram("Forward", [.. Fuse.Run(joint.Forward, joint.ReadAfterForward.Contains, apart: forTraining.Contains)
            .Select(group => new FusedStep(group, group.Ops.Any(forTraining.Contains) ? StepCondition.Always : StepCondition.ForOutputs))]);
        FusedProgram? loss = training.Losses.Count == 0 ? null : new FusedProgram("Loss", Steps([.. training.Losses.SelectMany(part => part.Ops)], _ => true));

        FusedProgram? backward = null, seed = null, toInput = null;
        FusedProgram backwardFrom;
        if (joint.IsShared)
        {
            List<Op> onlyInput = [.. joint.FromLoss.Ops.Where(op => forInput.Contains(op) && !forParameters.Contains(op))];
            HashSet<Value> readByInput = [.. onlyInput.SelectMany(op => op.Inputs), .. wantedInputs];
            seed = new FusedProgram("Seed", Steps(joint.FromOutput.Ops, _ => false));
            backward = new FusedProgram("Backward", [.. Steps([.. joint.FromLoss.Ops.Where(forParameters.Contains)], readByInput.Contains).OrderBy(step => step.IsSum)]);
            toInput = new FusedProgram("BackwardToInput", Steps(onlyInput, wantedInputs.Contains));
            backwardFrom = new FusedProgram("BackwardFrom",
            [
                .. seed.Steps,
                .. backward.Steps.Select(step => step with { Condition = step.IsSum ? StepCondition.ForParameters : StepCondition.Always }),
                .. toInput.Steps.Select(step => step with { Condition = StepCondition.ForInput }),
            ]);
        }
        else
        {
            if (training.Losses.Count > 0) backward = new FusedProgram("Backward", [.. Steps(joint.FromLoss.Ops, _ => false).OrderBy(step => step.IsSum)]);
            backwardFrom = new FusedProgram("BackwardFrom",
                [.. Steps(joint.FromOutput.Ops, wantedInputs.Contains).Select(step => step with { Condition = Condition(step.Group) })]);
        }
        return new FusedNetwork
        {
            Inference = inference,
            Training = training,
            Predict = predict,
            Forward = forward,
            Loss = loss,
            Backward = backward,
            Seed = seed,
            BackwardToInput = toInput,
            BackwardFrom = backwardFrom,
            OutputGradients = joint.OutputGradients,
            InputGradients = joint.InputGradients,
        };

        StepCondition Condition(Group group) => (group.Ops.Any(forParameters.Contains), group.Ops.Any(forInput.Contains)) switch
        {
            (true, false) => StepCondition.ForParameters,
            (false, true) => StepCondition.ForInput,
            _ => StepCondition.Always,
        };
    }

    /// <summary>Outputs of narrow weights, if all that follows the sums is the same for every column, need no padding.</summary>
    private static void Pack(FusedProgram predict, IReadOnlyList<Value> outputs)
    {
        foreach (Group group in predict.Steps.Select(step => step.Group))
            if (group.IsDot && group.Stored.Count == 1 && outputs.Contains(group.Stored[0])
                && group.Epilogue.All(after => after.Inputs.Count == 1) && !predict.Steps.Any(step => step.Group.Reads.Contains(group.Stored[0])))
                group.Stored[0].IsPacked = true;
    }

    private static List<FusedStep> Steps(IReadOnlyList<Op> ops, Func<Value, bool> kept) => Fuse.Run(ops, kept).Select(group => new FusedStep(group)).ToList();
}
