using Microsoft.CodeAnalysis;
using NetGen.Compiler.Kinds;

namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>Below a mistake, code that uses the handles of layers gets no second error.</summary>
public class HandlesOfStubsTests
{
    private static readonly string[] kinds = [.. LayerRegistry.Layers.Where(kind => kind.Handle is not null).Select(kind => kind.Name)];

    /// <summary>A layer as it is written, and the property that is its handle.</summary>
    public static TheoryData<string, string> Handles =>
    [
        .. kinds.Select(kind => (kind == "Dense" ? "Dense(3)" : kind, kind + "1")),
        ("Apply<Inner>", "Apply1.Dense1"), ("Residual<Inner>", "Residual1.Dense1"), ("Repeat<Inner>(2)", "Repeat1[1].Dense1"),
        ("Parallel<Inner, Inner>", "Parallel1.First.Dense1"),
    ];

    [Theory]
    [MemberData(nameof(Handles))]
    public void The_handle_of_each_kind_is_there_below_a_mistake(string layer, string handle) =>
        AssertOneMistake($"[Network, Input(4), {layer}, Dense(0)]", handle);

    [Theory]
    [MemberData(nameof(Handles))]
    public void The_handle_of_each_kind_is_there_in_a_block_with_a_mistake(string layer, string handle) =>
        AssertOneMistake($"[Block, {layer}, Dense(4, Activationn.ReLU)]", handle);

    private static void AssertOneMistake(string declaration, string handle)
    {
        Generated generated = Generate.Run($$"""
            using NetGen;
            namespace Samples;

            [Block, Dense(4)]
            sealed partial class Inner;

            {{declaration}}
            sealed partial class Wrong
            {
                public static object Of(Wrong network) => network.{{handle}};
            }
            """);
        string[] errors = [.. generated.Build().Where(message => message.Severity == DiagnosticSeverity.Error)
            .Select(message => message.Id)];
        Assert.Single(errors);
    }
}
