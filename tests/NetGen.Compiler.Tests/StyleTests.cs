using System.Text.RegularExpressions;

namespace NetGen.Compiler.Tests;

/// <summary>A reader of any test class reads first what it guards.</summary>
public sealed partial class StyleTests
{
    [GeneratedRegex(@"^(public |internal |sealed |abstract |static |partial )*class (?<name>\w+)")]
    private static partial Regex ClassLine { get; }

    [GeneratedRegex(@"^\s+\[(Fact|Theory)\b")]
    private static partial Regex TestLine { get; }

    [Fact]
    public void Every_test_class_says_in_a_summary_what_it_promises()
    {
        string tests = Path.Combine(Repository.Root, "tests");
        var silent = new List<string>();
        int classes = 0;
        foreach (string file in Sources(tests))
        {
            string[] lines = File.ReadAllLines(file);
            int[] starts = [.. Enumerable.Range(0, lines.Length).Where(i => ClassLine.IsMatch(lines[i]))];
            for (int i = 0; i < starts.Length; i++)
            {
                if (!lines[starts[i]..(i + 1 < starts.Length ? starts[i + 1] : lines.Length)].Any(TestLine.IsMatch)) continue;
                classes++;
                int above = starts[i] - 1;
                while (above >= 0 && lines[above].StartsWith('[')) above--;
                if (above < 0 || !lines[above].StartsWith("///", StringComparison.Ordinal))
                    silent.Add($"{Path.GetRelativePath(Repository.Root, file)}: {ClassLine.Match(lines[starts[i]]).Groups["name"]}");
            }
        }
        Assert.True(silent.Count == 0, "No summary says what these test classes promise:\n  " + string.Join("\n  ", silent));
        Assert.True(classes > 140, $"Only {classes} test classes are found: are they read as they are written?");
    }

    /// <summary>The source files of tests, without what builds write.</summary>
    private static IEnumerable<string> Sources(string tests) => Directory.GetDirectories(tests)
        .SelectMany(project => Directory.GetFiles(project, "*.cs").Concat(
            Directory.GetDirectories(project).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
                .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))));
}
