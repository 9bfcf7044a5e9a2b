using System.Text.RegularExpressions;

namespace NetGen.Compiler.Tests;

/// <summary>
/// The folders of the compiler are floors in one order, which docs/architecture.md lists: a file uses only what is above its folder
/// there, and a type is found in the file of its name.
/// </summary>
public partial class ArrowTests
{
    private static readonly string folder = Path.Join(Repository.Root, "src", "NetGen.Compiler");

    /// <summary>Folders, and files of the root with a line of their own, in the order of the page.</summary>
    private static readonly List<string> order =
        [.. Line().Matches(Repository.Read("docs", "architecture.md").Split("  NetGen.Compiler/ ")[1])
            .Select(line => line.Groups[1].Value)];

    /// <summary>All files, by their paths in the folder.</summary>
    private static readonly Dictionary<string, string> texts = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal))
        .ToDictionary(file => file, file => Repository.Read("src", "NetGen.Compiler", file));

    [Fact]
    public void Every_folder_has_a_line_on_the_page()
    {
        Assert.Equal(order.Distinct(), order);
        Assert.Equal(texts.Keys.Select(RoomOf).Distinct().Order(StringComparer.Ordinal), order.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_uses_only_what_is_above_it()
    {
        List<string> uses = [.. texts.SelectMany(file => Uses(file.Key, file.Value))];
        Assert.Empty(uses);
    }

    [Theory]
    [InlineData("Ops/Foo.cs", "using NetGen.Compiler.Lowering;", "Lowering")]
    [InlineData("Graphs/Foo.cs", "using static NetGen.Compiler.Ops.Activations.ReLU;", "Ops")]
    [InlineData("Ops/Foo.cs", "    /// <see cref=\"Kinds.LayerKind.Name\"/>", "Kinds")]
    [InlineData("Ops/Activations/Foo.cs", "new Programs.Extent(1, 1)", "Programs")]
    [InlineData("Kinds/Foo.cs", "NetworkCompiler.Describe(shapes)", "NetworkCompiler.cs")]
    [InlineData("Kinds/Foo.cs", "var trace = new Trace();", "NetworkCompiler.cs")]
    [InlineData("Costs/Foo.cs", "CSharp.CodeWriter", "CSharp")]
    [InlineData("Costs/Foo.cs", "NetworkCompiler.Describe(shapes)", null)]
    [InlineData("Ops/Foo.cs", "throw new InternalCompilerErrorException(text)", null)]
    [InlineData("Ops/Foo.cs", "network.Memory.Outputs", null)]
    public void An_arrow_upwards_is_seen(string file, string line, string? to) =>
        Assert.Equal(to is null ? [] : new[] { $"{file}:1: {RoomOf(file)} uses {to}" }, Uses(file, line));

    [Fact]
    public void A_type_is_in_the_file_of_its_name()
    {
        var elsewhere = new List<string>();
        foreach ((string file, string text) in texts)
        {
            string name = Path.GetFileName(file).Split('.')[0], space = Namespace().Match(text).Groups[1].Value;
            // Ops/Activations has a namespace of its own, Kinds/Losses that of Kinds. The library compiles NumberRange, too.
            string[] spaces = file.Contains('/')
                ? ["NetGen.Compiler." + RoomOf(file), "NetGen.Compiler." + Path.GetDirectoryName(file)!.Replace('/', '.')]
                : ["NetGen.Compiler"];
            if (!spaces.Contains(space) && name != "NumberRange") elsewhere.Add($"{file}: {space}");
            foreach (Match declared in Declaration().Matches(text).Where(declared => declared.Groups["type"].Value != name))
            {
                string type = declared.Groups["type"].Value;
                bool isCase = typeof(NetworkCompiler).Assembly.GetType($"{space}.{type}")?.BaseType?.Name == name;
                // A gradient is with its operation.
                bool isOfOperation = RoomOf(file) == "Ops" && type.StartsWith(name, StringComparison.Ordinal)
                    && char.IsUpper(type[name.Length]);
                if (!isCase && !isOfOperation && !declared.Value.Contains("file ", StringComparison.Ordinal))
                    elsewhere.Add($"{file}: {type}");
            }
        }
        Assert.Empty(elsewhere);
    }

    /// <summary>The folder, or the line of a file of the root: its own, or that of the compiler.</summary>
    private static string RoomOf(string file) => file.Contains('/') ? file.Split('/')[0] : order.Contains(file) ? file
        : "NetworkCompiler.cs";

    /// <summary>What a text uses that is below its file's line.</summary>
    private static IEnumerable<string> Uses(string file, string text)
    {
        string own = RoomOf(file);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
            foreach (string used in Mention().Matches(lines[i]).Select(Used).OfType<string>().Distinct())
                if (order.IndexOf(used) > order.IndexOf(own) || (used == "CSharp" && own is not ("CSharp" or "NetworkCompiler.cs")))
                    yield return $"{file}:{i + 1}: {own} uses {used}";
    }

    /// <summary>A folder by its namespace, or by its name before one of its types; a type of the root.</summary>
    private static string? Used(Match mention)
    {
        (string first, string second) = (mention.Groups["first"].Value, mention.Groups["second"].Value);
        if (texts.ContainsKey(first + ".cs")) return RoomOf(first + ".cs");
        bool isType = texts.Keys.Any(file => RoomOf(file) == first && Path.GetFileName(file) == second + ".cs");
        return isType || (mention.Groups["space"].Success && order.Contains(first)) ? first : null;
    }

    [GeneratedRegex(@"(?<=^    )(\w+(?:\.cs)?)(?=/? )", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"(?<![\w.])(?<space>(NetGen\.)?Compiler\.)?(?<first>[A-Z]\w*)(\.(?<second>\w+))?")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^((public|internal|file|static|sealed|abstract|readonly|partial|ref) )*(class|record struct|record|struct|enum|interface) "
        + @"(?<type>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
