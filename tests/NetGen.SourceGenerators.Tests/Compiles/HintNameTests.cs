using NetGen.Compiler;

namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>Generated files are named after their networks, whatever the networks are named.</summary>
public class HintNameTests
{
    private static IEnumerable<string> Names(params IReadOnlyList<string> sources) =>
        Generate.Run(sources,
            generator: new NetworkGenerator(_ => new CompilationResult(default, [new("", "// surface"), new(".Avx2", "// kernels")])))
            .Files.Keys.Order(StringComparer.Ordinal);

    [Fact]
    public void Files_have_the_full_metadata_name() =>
        Assert.Equal(
            ["Samples.Outer`1+Net.Avx2.g.cs", "Samples.Outer`1+Net.g.cs"],
            Names("using NetGen;\nnamespace Samples;\npartial class Outer<T> { [Network, Input(4), Dense(2)] sealed partial class Net; }"));

    [Fact]
    public void Names_that_differ_only_in_case_get_a_hash() =>
        Assert.Equal(
            ["NET-36d51219c2ce22f8.Avx2.g.cs", "NET-36d51219c2ce22f8.g.cs", "Net-3741f219c32abe78.Avx2.g.cs", "Net-3741f219c32abe78.g.cs",
                "Other.Avx2.g.cs", "Other.g.cs"],
            Names("using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Net;\n"
                + "[Network, Input(4), Dense(2)] sealed partial class NET;",
                "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Other;"));

    [Fact]
    public void Letters_of_any_script_are_fine() =>
        Assert.Equal(["Größe.Avx2.g.cs", "Größe.g.cs"], Names("using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Größe;"));

    /// <summary>Blocks and networks, and the passes of the one and the surface of the other, whose names may be one.</summary>
    [Theory]
    [InlineData("[Block, Dense(2)] sealed partial class Foo;\n[Block, Dense(2)] sealed partial class FOO;", 2)]
    [InlineData(
        "[Network, Input(4), Dense(2)] sealed partial class foo;\nnamespace Foo { [Network, Input(4), "
        + "Dense(2)] sealed partial class Avx2; }", 4)]
    [InlineData("[Block, Dense(2)] sealed partial class foo;\nnamespace Foo { [Network, Input(4), Dense(2)] sealed partial class Block; }",
        3)]
    [InlineData(
        "namespace A { [Block, Dense(2)] sealed partial class Foo; }\n"
        + "namespace a { [Block, Dense(2)] sealed partial class Foo; [Network, Input(4), Dense(2)] sealed partial class Net; }", 4)]
    public void No_two_files_of_a_project_have_one_name(string source, int files)
    {
        string[] names = [.. Names("using NetGen;\n" + source)];
        Assert.Equal(files, names.Length);
        Assert.Equal(files, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    /// <summary>A file's name has 255 bytes on most disks, a path 260 on some.</summary>
    [Theory]
    [InlineData('a')]
    [InlineData('ß')]
    [InlineData('網')]
    public void Long_names_are_cut_and_stay_unique(char letter)
    {
        string name = new(letter, 120);
        string[] names =
            [.. Names(
                $"using NetGen;\nnamespace Some.Space;\n[Network, Input(4), Dense(2)] sealed partial class {name}A;\n"
                + $"[Network, Input(4), Dense(2)] sealed partial class {name}B;\n[Block, Dense(2)] sealed partial class {name}C;")];
        Assert.Equal(5, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, file => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(file), 80, 100));
        Assert.All(names, file => Assert.StartsWith("Some.Space." + letter, file));
    }

    /// <summary>C# takes combining accents and ties in names, Roslyn takes neither in a file's.</summary>
    [Fact]
    public void Characters_that_no_file_may_have_are_replaced()
    {
        string[] names =
            [.. Names(
                "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Ne\u0301t;\n"
                + "[Network, Input(4), Dense(2)] sealed partial class A\u203fB;")];
        Assert.Equal(4, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^(Ne_t|A_B)-[0-9a-f]{16}(.Avx2)?.g.cs$", name));
    }
}
