using Microsoft.CodeAnalysis;

namespace NetGen.SourceGenerators.Tests.Caching;

/// <summary>The guard every test relies on does find what it looks for.</summary>
public class CacheGuardTests
{
    private sealed record Holder(string Name, object? Inner);

    [Fact]
    public void A_symbol_a_node_a_tree_and_a_location_are_found_however_deep()
    {
        Compilation compilation = Generate.Compilation(["class C;"]);
        SyntaxTree tree = compilation.SyntaxTrees.First();
        object[] foreign = [compilation, compilation.Assembly, tree, tree.GetRoot(), tree.GetRoot().GetLocation()];
        foreach (object one in foreign)
            Assert.StartsWith("x.<Inner>",
                CacheGuard.FindForeign(new Holder("a", new object?[] { 1, null, new Holder("b", one) }), "x", []));
    }

    [Fact]
    public void Values_are_fine() =>
        Assert.Null(CacheGuard.FindForeign(new Holder("a", new object[] { 1, "b", 2.0, new Holder("c", null) }), "x", []));

    [Fact]
    public void A_generator_that_carries_symbols_is_caught()
    {
        var exception = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Generate.Run(["class C;"], generator: new Careless()));
        Assert.Contains("though nothing changed", exception.Message);
    }

    private sealed class Careless : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.CompilationProvider.Select((compilation, _) => compilation.Assembly).WithTrackingName(TrackingNames.Parse),
            (output, assembly) => output.AddSource(assembly.Name, "// nothing"));
    }
}
