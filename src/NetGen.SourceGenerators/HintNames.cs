using NetGen.Compiler.Model;

namespace NetGen.SourceGenerators;

/// <summary>Names of generated files: full metadata names, which are unique; but Roslyn and many disks ignore case.</summary>
internal static class HintNames
{
    /// <summary>The names that another of the same assembly equals but for case. Nearly always none, so that this is cached while networks come and go.</summary>
    public static EquatableArray<string> Collisions(IEnumerable<string> metadataNames) => new(metadataNames
        .Distinct(StringComparer.Ordinal)
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .SelectMany(group => group)
        .OrderBy(name => name, StringComparer.Ordinal));

    public static string For(string metadataName, string suffix, EquatableArray<string> collisions) =>
        metadataName + (collisions.Contains(metadataName) ? "-" + Hash(metadataName) : "") + suffix + ".g.cs";

    /// <summary>FNV-1a over the UTF-16 units: the same in every process, which string.GetHashCode is not.</summary>
    private static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char unit in text) hash = unchecked((hash ^ unit) * 16777619);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
