using System.Text.RegularExpressions;
using NetGen.Compiler.CSharp;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>What kinds of layers say of themselves, and what follows from it.</summary>
public partial class TraitTests
{
    public static TheoryData<string> OnlyInTraining =>
        [.. LayerRegistry.Layers.Where(kind => kind.IsOnlyInTraining).Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(OnlyInTraining))]
    public void Weights_fit_networks_with_and_without_a_layer_that_Predict_leaves_out(string kind)
    {
        Assert.Equal(Architecture(Plan(Input(4), Dense(3), Dense(2))), Architecture(Plan(Input(4), Dense(3), Node(kind), Dense(2))));
        Assert.NotEqual(Architecture(Plan(Input(4), Dense(3), Dense(2))), Architecture(Plan(Input(4), Dense(3), Node("Tanh"), Dense(2))));
    }

    [Fact]
    public void Predict_computes_nothing_for_layers_that_pass_values_on()
    {
        int plain = Predicted(Plan(Input(4), Dense(3), Dense(3)));
        foreach (LayerKind kind in LayerRegistry.Layers.Where(kind => kind.PassesValuesOn))
        {
            (string, object)[] arguments = kind is Reshape ? [("Sizes", new EquatableArray<int>([3]))] : [];
            int steps = Predicted(Plan(Input(4), Dense(3), Node(kind.Name, arguments), Dense(3)));
            Assert.True(plain == steps || kind is ActivationLayer { IsIdentity: true }, $"{kind.Name}: {plain} and {steps} operations");
        }

        static int Predicted(Memory.PlannedNetwork network) => network.Fused.Inference.Forward.Ops.Count;
    }

    private static string Architecture(Memory.PlannedNetwork network) => ArchitectureLine().Match(SurfaceDescription.Render(network)).Value;

    [GeneratedRegex("Architecture = .*")]
    private static partial Regex ArchitectureLine();
}
