using System.Text;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Fusion;

/// <summary>Operations and fusion groups as text, to read and to compare.</summary>
public static class GraphText
{
    /// <summary>A line for each operation, in order: what it computes with its shape, of what, and its layer.</summary>
    public static string Of(IEnumerable<Op> ops)
    {
        var text = new StringBuilder();
        foreach (Op op in ops)
        {
            string outputs = string.Join(", ", op.Outputs.Select(value => value.ToString())),
                inputs = string.Join(", ", op.Inputs.Select(value => value.Name));
            text.Append($"  {outputs} = {op.GetType().Name}({inputs})");
            if (op.Layer.Length > 0) text.Append("     ").Append(op.Layer);
            if (op.AccumulatesInto is not null) text.Append(", adds to ").Append(op.AccumulatesInto.Name);
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A line for each fusion group of each entry point: its operations, and what leaves the registers.</summary>
    public static string Of(FusedNetwork network)
    {
        var text = new StringBuilder();
        foreach (FusedProgram program in new[]
            { network.Predict, network.Forward, network.Loss, network.InjectOutputGradients, network.Backward,
            network.BackwardToInput, network.BackwardFrom }.OfType<FusedProgram>())
        {
            text.Append(program.Name).Append('\n');
            foreach (FusedStep step in program.Steps)
            {
                string condition = step.Condition == StepCondition.Always ? "" : step.Condition + ": ";
                text.Append(
                    $"  {condition}{string.Join(" + ", step.FusionGroup.Ops.Select(op => op.GetType().Name))} → "
                    + $"{string.Join(", ", step.FusionGroup.Stored.Select(value => value.Name))}\n");
            }
        }
        return text.ToString();
    }
}
