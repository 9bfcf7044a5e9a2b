using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Programs;

/// <summary>
/// A phase that names more memory than the JIT lets a method have locals → parts that are run one after the other. Each names what its
/// own steps use.
/// </summary>
public static class SplitPhases
{
    /// <summary>
    /// Names of a method: the JIT stops inlining in a method of more than 512 locals, and each name costs it two, one of them for the
    /// number that its address is computed from.
    /// </summary>
    public const int Names = 200;

    /// <summary>The phase, or its parts and the phase that runs them.</summary>
    public static IReadOnlyList<Phase> Run(Phase phase)
    {
        if (phase.Bindings.Count <= Names) return [phase];

        var parts = new List<(HashSet<Binding> Used, List<Step> Steps)>();
        foreach (Step step in phase.Steps)
        {
            List<Binding> used = [.. Used(step)];
            if (parts.Count == 0 || parts[parts.Count - 1].Used is var known && known.Count + used.Count(one => !known.Contains(one)) > Names)
                parts.Add(([], []));
            parts[parts.Count - 1].Used.UnionWith(used);
            parts[parts.Count - 1].Steps.Add(step);
        }
        List<Phase> phases = [.. parts.Select((part, i) => new Phase(
            phase.Entry with { Name = FormattableString.Invariant($"{phase.Entry.Name}Part{i + 1}"), PartOf = phase.Entry },
            [.. phase.Bindings.Where(part.Used.Contains)], part.Steps))];
        return [.. phases, new Phase(phase.Entry, [], [.. phases.Select(part => new RunPhase(part))])];
    }

    private static IEnumerable<Binding> Used(Step step) => NetworkPrograms.Innermost(step) switch
    {
        RunGroup run => run.Operands.Values,
        CallLibrary library => library.Operands.Values,
        Copy copy => [copy.From, copy.To],
        _ => [],
    };
}
