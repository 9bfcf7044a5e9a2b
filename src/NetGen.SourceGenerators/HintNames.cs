using System.Globalization;
using System.Text;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>
/// Names of generated files: full metadata names, which are unique. Where two would be one (Roslyn and many disks ignore case), where a
/// name is long, or where it has a character that no file of a generator may have, a hash of the whole name is behind what is left of it.
/// </summary>
internal static class HintNames
{
    /// <summary>
    /// Bytes of a file's name: with a folder for each project, package and generator before it, a path is still one that every system
    /// takes.
    /// </summary>
    private const int Longest = 100;

    /// <summary>Files of a network, and that of a block.</summary>
    private static readonly string[] OfNetwork = ["", ".Passes", ".Avx512", ".Avx2", ".Neon", ".Portable", ".Checks"],
        OfBlock = [BlockSuffix];

    public const string BlockSuffix = ".Block";

    private const string Extension = ".g.cs";

    private static readonly int LongestBase = Longest - Extension.Length - OfNetwork.Concat(OfBlock).Max(suffix => suffix.Length);

    /// <summary>
    /// The networks and blocks one of whose files has the name of another's, but for case: <c>Foo</c> and <c>FOO</c>, or the passes of
    /// <c>foo</c> and the network <c>Foo.Passes</c>. Nearly always none, so that this is cached while they come and go.
    /// </summary>
    public static EquatableArray<string> Collisions(IEnumerable<string> networks, IEnumerable<string> blocks) => new(
        Files(networks, OfNetwork).Concat(Files(blocks, OfBlock))
            .Distinct()
            .GroupBy(file => file.File, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .SelectMany(group => group)
            .Select(file => file.Owner)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal));

    public static string For(string metadataName, string suffix, EquatableArray<string> collisions)
    {
        string plain = Plain(metadataName);
        if (plain == metadataName && Encoding.UTF8.GetByteCount(plain) <= LongestBase && !collisions.Contains(metadataName))
            return plain + suffix + Extension;
        string hash = "-" + Hash(metadataName);
        return Start(plain, LongestBase - hash.Length) + hash + suffix + Extension;
    }

    private static IEnumerable<(string Owner, string File)> Files(IEnumerable<string> owners, string[] suffixes) =>
        owners.SelectMany(owner => suffixes.Select(suffix => (owner, For(owner, suffix, default))));

    /// <summary>
    /// With an underscore for each character Roslyn takes in no file's name, though C# does in a class's: accents that are alone, ties.
    /// </summary>
    private static string Plain(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '+' or '`' ? c : '_'));

    /// <summary>As much of the beginning as has so many bytes.</summary>
    private static string Start(string name, int bytes)
    {
        int length = 0;
        foreach (char c in name)
            if ((bytes -= Encoding.UTF8.GetByteCount([c])) >= 0) length++;
            else break;
        return name.Substring(0, length);
    }

    /// <summary>FNV-1a over the UTF-16 units: the same in every process, which string.GetHashCode is not.</summary>
    private static string Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in text) hash = unchecked((hash ^ unit) * 1099511628211);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
