using NetGen.AttributeGenerator;

namespace NetGen.Compiler.Tests;

/// <summary>The library's attributes, handles and activations are what the definitions say.</summary>
public class LibraryTextTests
{
    private static readonly string folder = Path.Combine(Repository.Root, "src", "NetGen", "Generated");

    [Fact]
    public void Files_of_the_library_are_what_definitions_give()
    {
        IReadOnlyDictionary<string, string> files = LibraryText.Files();
        string[] differing = [.. files.Where(file => Checked(file.Key) != file.Value).Select(file => file.Key)];
        string[] stale = [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Where(name => !files.ContainsKey(name))];
        string found = string.Join(", ", [.. differing, .. stale]);
        Assert.True(found.Length == 0,
            $"src/NetGen/Generated is not what the definitions give: {found}. Write it again: {LibraryText.Command}");
    }

    private static string? Checked(string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;

    [Fact]
    public void Lines_are_no_longer_than_those_people_write() =>
        Assert.Empty(LibraryText.Files().SelectMany(file => file.Value.Split('\n').Where(line => line.Length > 140)));
}
