using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Fusion;

/// <summary>The kernels behind one entry point of a target's class, in order.</summary>
public sealed record FusedProgram(string Name, IReadOnlyList<FusedStep> Steps)
{
    /// <summary>Weights whose transposes its steps read, each to be made before.</summary>
    public IEnumerable<Value> Transposes(Func<FusedStep, bool>? where = null) =>
        Steps.Where(where ?? (_ => true)).Select(step => step.FusionGroup.Transposed).OfType<Value>().Distinct();
}
