namespace NetGen.Compiler.Fusion;

/// <summary>A step of a program: a group that becomes a kernel, or rows copied out to the caller.</summary>
public sealed record FusedStep(FusionGroup FusionGroup, StepCondition Condition = StepCondition.Always)
{
    /// <summary>Whether it sums over samples, so that threads divide its results.</summary>
    public bool IsSum => FusionGroup.Root.GradientOf is not null;
}
