using System.Text.RegularExpressions;

namespace NetGen.Compiler.Tests;

/// <summary>What .editorconfig asks of C# and no build looks at.</summary>
public partial class StyleTests
{
    private const int Longest = 140;

    /// <summary>All C# that is written by hand: not what a build or a test wrote.</summary>
    private static IEnumerable<string> Files => new[] { "src", "tests", "samples", "benchmarks" }
        .SelectMany(part => Directory.EnumerateFiles(Path.Join(Repository.Root, part), "*.cs", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !Written().IsMatch(file));

    [Fact]
    public void No_line_is_longer_than_the_editor_config_says()
    {
        Assert.Contains($"max_line_length = {Longest}\n", Repository.Read(".editorconfig"), StringComparison.Ordinal);
        Assert.Empty(Files.SelectMany(file => Long(file, Repository.Read(file))));
    }

    [Fact]
    public void A_line_in_a_raw_string_has_the_width_of_what_it_says()
    {
        string line = new(' ', Longest + 1), raw = "var text = \"\"\"\n" + line + "\n    \"\"\";\n";
        Assert.Empty(Long("A.cs", raw));
        Assert.Equal(["A.cs:4: 141 columns"], Long("A.cs", raw + line));
        Assert.Equal(["A.cs:1: 141 columns"], Long("A.cs", line + "\n" + raw));
    }

    private static IEnumerable<string> Long(string file, string text)
    {
        bool isRaw = false;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > Longest && !isRaw) yield return $"{file}:{i + 1}: {lines[i].Length} columns";
            if (Quotes().Count(lines[i]) % 2 == 1) isRaw = !isRaw;
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"/(obj|bin|artifacts)/|\.(verified|received)\.cs$")]
    private static partial Regex Written();
}
