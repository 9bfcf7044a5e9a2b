namespace NetGen.Compiler.Fusion;

/// <summary>
/// A program → its stages, in order. Statistics of a batch wait for all samples, and what reads them waits for them: a program without
/// such is one stage.
/// </summary>
public static class DivideStages
{
    public static IReadOnlyList<Stage> Run(FusedProgram program)
    {
        var stages = new List<Stage>();
        var steps = new List<FusedStep>();
        Division division = Division.Rows;
        foreach (FusedStep step in program.Steps)
        {
            Division own = step.FusionGroup.Ops.Any(op => op.SpansSamples) ? Division.Results : Division.Rows;
            bool waits = own == Division.Results && steps.Any(before => before.FusionGroup.Stored.Any(step.FusionGroup.Reads.Contains));
            if (steps.Count > 0 && (own != division || waits))
            {
                stages.Add(new Stage(division, steps));
                steps = [];
            }
            division = own;
            steps.Add(step);
        }
        if (steps.Count > 0) stages.Add(new Stage(division, steps));
        return stages;
    }
}
