using NetGen.Compiler;

namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>Generated files are named after their networks, whatever the networks are named.</summary>
public class HintNameTests
{
    private static IEnumerable<string> Names(params IReadOnlyList<string> sources) =>
        Generate.Run(sources, generator: new NetworkGenerator(_ => new CompilationResult(default, [new("", "// surface"), new(".Avx2", "// kernels")])))
            .Files.Keys.Order(StringComparer.Ordinal);

    [Fact]
    public void Files_bear_the_full_metadata_name() =>
        Assert.Equal(
            ["Samples.Outer`1+Net.Avx2.g.cs", "Samples.Outer`1+Net.g.cs"],
            Names("using NetGen;\nnamespace Samples;\npartial class Outer<T> { [Network, Input(4), Dense(2)] sealed partial class Net; }"));

    [Fact]
    public void Names_that_differ_only_in_case_get_a_hash() =>
        Assert.Equal(
            ["NET-a7d4a978.Avx2.g.cs", "NET-a7d4a978.g.cs", "Net-882428f8.Avx2.g.cs", "Net-882428f8.g.cs", "Other.Avx2.g.cs", "Other.g.cs"],
            Names("using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Net;\n[Network, Input(4), Dense(2)] sealed partial class NET;",
                "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Other;"));

    [Fact]
    public void Letters_of_any_script_are_fine() =>
        Assert.Equal(["Größe.Avx2.g.cs", "Größe.g.cs"], Names("using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Größe;"));
}
