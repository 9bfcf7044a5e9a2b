using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Conformance;

/// <summary>What the runner prints, against the file on record.</summary>
internal static partial class Fingerprints
{
    private const string Advice =
        "If the bits are meant to change, write the file again and review the difference: dotnet run -c Release --project "
        + "tests/NetGen.Conformance.Runner -- fingerprints --write tests/fingerprints.txt";

    private static readonly Lazy<Dictionary<string, string>> OnRecord =
        new(() => Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "fingerprints.txt"))));

    public static IReadOnlyCollection<string> Names => OnRecord.Value.Keys;

    /// <summary>Runs all cases and requires the bits on record, and that it was this target that ran.</summary>
    /// <param name="command">What runs the runner; its arguments are added.</param>
    /// <param name="expected">The instruction set, the processor, and who compiled: "Neon, Arm64, JIT".</param>
    public static async Task AssertOnRecord(IReadOnlyList<string> command, string expected, int threads = 1,
        params (string Name, string Value)[] environment)
    {
        string[] arguments = ["fingerprints", "--threads", threads.ToString(CultureInfo.InvariantCulture)];
        (int code, string output, string error) = await Child.Run([.. command, .. arguments], environment);
        Assert.True(code == 0, error);
        Match ran = Ran().Match(error);
        Assert.True(ran.Success, error);
        Assert.Equal($"{expected}, {threads} threads", ran.Groups[2].Value);

        Dictionary<string, string> found = Parse(output);
        Assert.Equal(int.Parse(ran.Groups[1].Value, CultureInfo.InvariantCulture), found.Count);
        string[] differences =
        [
            .. OnRecord.Value.Where(pair => !found.ContainsKey(pair.Key)).Select(pair => $"{pair.Key} is no longer there"),
            .. found.Where(pair => !OnRecord.Value.ContainsKey(pair.Key)).Select(pair => $"{pair.Key} is not on record yet"),
            .. found.Where(pair => OnRecord.Value.TryGetValue(pair.Key, out string? known) && known != pair.Value)
                .Select(pair => $"{pair.Key} is {pair.Value}, not {OnRecord.Value[pair.Key]}"),
        ];
        if (differences.Length > 0)
            Assert.Fail(
                $"On {ran.Groups[2].Value} {differences.Length} of {found.Count} fingerprints differ from tests/fingerprints.txt:\n"
                + $"  {string.Join("\n  ", differences.Take(12))}\n{Advice}");
        CaseCounts.Add($"fingerprints: {expected}", found.Count);
    }

    private static Dictionary<string, string> Parse(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line[18..].TrimEnd('\r'), line => line[..16]);

    [GeneratedRegex(@"^(\d+) cases, (.*\d threads)\s*\z", RegexOptions.Multiline)]
    private static partial Regex Ran();
}
