using NetGen.Compiler.Graphs;
using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Fusion;

/// <summary>Operations → fusion groups, for every entry point.</summary>
public static class FuseNetwork
{
    public static FusedNetwork Run(JointGraph joint)
    {
        (NetworkGraph inference, NetworkGraph training) = (joint.Inference, joint.Training);
        (HashSet<Op> forParameters, HashSet<Op> forInput, HashSet<Op> forTraining) =
            (joint.ForParameters, joint.ForInput, joint.ForTraining);
        List<Value> wantedInputs = [.. joint.InputGradients.OfType<Value>()];

        var predict = new FusedProgram("Predict", Steps(inference.Forward.BackwardSlice(inference.Outputs), inference.Outputs.Contains));
        Pack(predict, inference.Outputs);
        var forward = new FusedProgram("Forward", [.. Fuse.Run(joint.Forward, joint.ReadAfterForward.Contains, apart: forTraining.Contains)
            .Select(group => new FusedStep(group, group.Ops.Any(forTraining.Contains) ? StepCondition.Always : StepCondition.ForOutputs))]);
        FusedProgram? loss = training.Losses.Count == 0 ? null
            : new FusedProgram("Loss", Steps([.. training.Losses.SelectMany(part => part.Ops)], _ => true));

        FusedProgram? backward = null, injection = null, toInput = null;
        FusedProgram backwardFrom;
        if (joint.IsShared)
        {
            List<Op> onlyInput = [.. joint.FromLoss.Ops.Where(op => forInput.Contains(op) && !forParameters.Contains(op))];
            HashSet<Value> readByInput = [.. onlyInput.SelectMany(op => op.Inputs), .. wantedInputs];
            injection = new FusedProgram("InjectOutputGradients", Steps(joint.FromOutput.Ops, _ => false));
            backward = new FusedProgram("Backward",
                [.. Steps([.. joint.FromLoss.Ops.Where(forParameters.Contains)], readByInput.Contains).OrderBy(step => step.IsSum)]);
            toInput = new FusedProgram("BackwardToInput", Steps(onlyInput, wantedInputs.Contains));
            backwardFrom = new FusedProgram("BackwardFrom",
            [
                .. injection.Steps,
                .. backward.Steps.Select(step => step with { Condition = step.IsSum ? StepCondition.ForParameters : StepCondition.Always }),
                .. toInput.Steps.Select(step => step with { Condition = StepCondition.ForInput }),
            ]);
        }
        else
        {
            if (training.Losses.Count > 0)
                backward = new FusedProgram("Backward", [.. Steps(joint.FromLoss.Ops, _ => false).OrderBy(step => step.IsSum)]);
            backwardFrom = new FusedProgram("BackwardFrom",
                [.. Steps(joint.FromOutput.Ops, wantedInputs.Contains)
                    .Select(step => step with { Condition = Condition(step.FusionGroup) })]);
        }
        return new FusedNetwork
        {
            Inference = inference,
            Training = training,
            Predict = predict,
            Forward = forward,
            Loss = loss,
            Backward = backward,
            InjectOutputGradients = injection,
            BackwardToInput = toInput,
            BackwardFrom = backwardFrom,
            OutputGradients = joint.OutputGradients,
            InputGradients = joint.InputGradients,
        };

        StepCondition Condition(FusionGroup group) => (group.Ops.Any(forParameters.Contains), group.Ops.Any(forInput.Contains)) switch
        {
            (true, false) => StepCondition.ForParameters,
            (false, true) => StepCondition.ForInput,
            _ => StepCondition.Always,
        };
    }

    /// <summary>Outputs of narrow weights, if all that follows the sums is the same for every column, need no padding.</summary>
    private static void Pack(FusedProgram predict, IReadOnlyList<Value> outputs)
    {
        foreach (FusionGroup group in predict.Steps.Select(step => step.FusionGroup))
            if (group.IsDot && group.Stored.Count == 1 && outputs.Contains(group.Stored[0])
                && group.Epilogue.All(after => after.Inputs.Count == 1)
                && !predict.Steps.Any(step => step.FusionGroup.Reads.Contains(group.Stored[0])))
                group.Stored[0].IsContiguous = true;
    }

    private static List<FusedStep> Steps(IReadOnlyList<Op> ops, Func<Value, bool> kept) =>
        Fuse.Run(ops, kept).Select(group => new FusedStep(group)).ToList();
}
