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

    public static NetworkPrograms Run(NetworkPrograms programs)
    {
        var now = new Dictionary<Phase, Phase>();
        var phases = new List<Phase>();
        foreach (Phase phase in programs.Phases)
        {
            IReadOnlyList<Phase> parts = Split(now.Count == 0 ? phase
                : phase with { Steps = [.. phase.Steps.Select(step => NetworkPrograms.With(step, memory => memory, Now))] });
            phases.AddRange(parts);
            if (parts[parts.Count - 1] != phase) now.Add(phase, parts[parts.Count - 1]);
        }
        return programs with { Phases = phases };

        Phase Now(Phase phase) => now.TryGetValue(phase, out Phase? other) ? other : phase;
    }

    /// <summary>The phase, or its parts and the phase that runs them.</summary>
    private static IReadOnlyList<Phase> Split(Phase phase)
    {
        if (phase.Bindings.Count + phase.Steps.OfType<Repeat>().Sum(repeat => repeat.Bindings.Count) <= Names) return [phase];

        var parts = new List<(HashSet<Binding> Used, List<Step> Steps)>();
        foreach (Step step in phase.Steps)
        {
            List<Binding> used = [.. NetworkPrograms.MemoryOf(step)];
            if (parts.Count == 0 || parts[parts.Count - 1].Used is var known
                && known.Count + used.Count(one => !known.Contains(one)) > Names)
                parts.Add(([], []));
            parts[parts.Count - 1].Used.UnionWith(used);
            parts[parts.Count - 1].Steps.Add(step);
        }
        List<Phase> phases = [.. parts.Select((part, i) => new Phase(
            phase.Entry with { Name = FormattableString.Invariant($"{phase.Entry.Name}Part{i + 1}"), PartOf = phase.Entry },
            [.. phase.Bindings.Where(part.Used.Contains)], part.Steps) { Turns = phase.Turns })];
        return [.. phases, new Phase(phase.Entry, [], [.. phases.Select(part => new RunPhase(part))]) { Turns = phase.Turns }];
    }
}
