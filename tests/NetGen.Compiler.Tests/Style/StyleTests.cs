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

    [Fact]
    public void Private_fields_have_bare_names_and_one_line_no_braces()
    {
        Assert.Empty(Files.SelectMany(file => Matches(file, Underscored())));
        Assert.Empty(Files.SelectMany(file => Matches(file, Braced())));
    }

    [Theory]
    [InlineData("    private readonly int _count;\n", true)]
    [InlineData("    private int[] _lanes = [], others;\n", true)]
    [InlineData("    private readonly int count;\n    private void Skip(int _) { }\n", false)]
    public void An_underscore_is_seen(string text, bool isSeen) => Assert.Equal(isSeen, Underscored().IsMatch(text));

    [Theory]
    [InlineData("    if (a)\n    {\n        B();\n    }\n", true)]
    [InlineData("    foreach (int a in b)\n    {\n        C(a);\n    }\n", true)]
    [InlineData("    if (a)\n    {\n        B();\n    }\n    else\n", false)]
    [InlineData("    if (a)\n    {\n        B();\n        C();\n    }\n", false)]
    [InlineData("    if (a\n        && b)\n    {\n        C();\n    }\n", false)]
    public void Braces_around_a_line_are_seen(string text, bool isSeen) => Assert.Equal(isSeen, Braced().IsMatch(text));

    private static IEnumerable<string> Matches(string file, Regex fault)
    {
        string text = Repository.Read(file);
        return fault.Matches(text)
            .Select(match => $"{file}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value.Trim()}");
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

    [GeneratedRegex(@"^ *(private|internal|protected|public)( \w+)* [\w<>\[\],.?() ]+ _[a-z]\w*(?= =|;|,)", RegexOptions.Multiline)]
    private static partial Regex Underscored();

    /// <summary>A header on one line and a block of one line, which no statement begins that takes others, and no comment.</summary>
    [GeneratedRegex(
        @"^( *)(if|for|foreach|while) \(.*\)\n\1\{\n\1    (?!//|if |for |foreach |while |using |switch )[^ \n].*;\n\1\}\n(?!\1else)",
        RegexOptions.Multiline)]
    private static partial Regex Braced();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"/(obj|bin|artifacts)/|\.(verified|received)\.cs$")]
    private static partial Regex Written();
}
