using NetGen.Compiler.Fusion;

namespace NetGen.Compiler.Tests;

/// <summary>What was fused with what, in a line a group: <c>MatMul + AddBias + ReLU → h1</c>.</summary>
internal static class GroupText
{
    public static string[] Lines(FusedProgram? program) => program is null ? [] : program.Steps.Select(Line).ToArray();

    private static string Line(FusedStep step)
    {
        string condition = step.Condition == StepCondition.Always ? "" : step.Condition + ": ";
        return $"{condition}{string.Join(" + ", step.FusionGroup.Ops.Select(op => op.GetType().Name))} → "
            + $"{string.Join(", ", step.FusionGroup.Stored.Select(value => value.Name))}";
    }
}
