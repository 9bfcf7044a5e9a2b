using System.Collections.Concurrent;

namespace NetGen.Conformance;

/// <summary>How many cases ran on each target: runs of all entry points in this process, fingerprints and tests in others.</summary>
internal static class CaseCounts
{
    private static readonly ConcurrentDictionary<string, int> Counts = new();

    public static void Add(string target, int cases = 1) => Counts.AddOrUpdate(target, cases, (_, before) => before + cases);

    public static int Of(string target) => Counts.GetValueOrDefault(target);

    public static IEnumerable<(string Target, int Cases)> All =>
        Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value));
}
