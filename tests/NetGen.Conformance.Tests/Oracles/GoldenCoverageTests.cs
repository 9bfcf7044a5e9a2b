using System.Reflection;
using NetGen.Compiler.Kinds;

namespace NetGen.Conformance;

/// <summary>Every layer, loss and optimizer has values of PyTorch's in tests/Goldens, or a reason here why not.</summary>
public sealed class GoldenCoverageTests
{
    private static readonly Dictionary<string, string> WithoutValues = new()
    {
        ["Dropout"] =
            "PyTorch draws what falls by another generator: DropoutTests say what falls, ReferenceTests what becomes of the rest.",
        ["GaussianNoise"] =
            "PyTorch has no such layer, and draws by another generator: GaussianNoiseTests say what is "
            + "drawn, ReferenceTests what becomes of it.",
        ["CategoricalHinge"] = "A loss of Keras's that PyTorch lacks: KerasCaseTests have its values.",
        ["LogCosh"] = "A loss of Keras's that PyTorch lacks: KerasCaseTests have its values, LossTests its closed form.",
        ["RAdam"] = "TorchSharp's leaves the formula of PyTorch's documentation; OptimizerRuleTests follow the formula.",
        ["Lion"] = "PyTorch lacks it: KerasOptimizerTests have Keras's values, OptimizerRuleTests follow the formula.",
    };

    [Fact]
    public void Every_layer_and_loss_has_values_of_PyTorch_or_a_reason() =>
        Check([.. LayerRegistry.Layers.Select(kind => kind.Name), .. LayerRegistry.Losses.Select(kind => kind.Name)],
            [.. Values("activations.json", "activation"), .. Values("losses.json", "loss").Select(loss => loss.Replace("Smoothed", "")),
                .. Networks().SelectMany(Kinds), "BatchNorm"]);

    [Fact]
    public void Every_optimizer_has_ten_steps_of_PyTorch_or_a_reason() =>
        Check([.. typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract)
            .Select(type => type.Name)],
            [.. Values("optimizers.json", "optimizer")]);

    [Fact]
    public void Reasons_are_given_for_what_exists()
    {
        string[] all =
        [
            .. LayerRegistry.Layers.Select(kind => kind.Name), .. LayerRegistry.Losses.Select(kind => kind.Name),
            .. typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer))).Select(type => type.Name),
        ];
        Assert.Empty(WithoutValues.Keys.Except(all));
    }

    private static void Check(HashSet<string> all, HashSet<string> withValues)
    {
        string[] missing = [.. all.Where(name => !withValues.Contains(name) && !WithoutValues.ContainsKey(name))];
        Assert.True(missing.Length == 0,
            $"Nothing in tests/Goldens has {string.Join(", ", missing)}: add a case to "
            + "tests/NetGen.Goldens, or say here why there is none.");
        string[] superfluous = [.. all.Where(name => withValues.Contains(name) && WithoutValues.ContainsKey(name))];
        Assert.True(superfluous.Length == 0, $"tests/Goldens has values of {string.Join(", ", superfluous)}: no reason is needed here.");
    }

    private static IEnumerable<string> Values(string file, string property) =>
        Golden.Read(file).GetProperty("cases").EnumerateArray().Select(golden => golden.Text(property));

    /// <summary>
    /// The test networks whose values are there: those that files name, and those that <see cref="GoldenNetworkTests"/> compares.
    /// </summary>
    private static IEnumerable<Type> Networks() =>
        Values("layers.json", "network").Append(Golden.Read("arranged.json").Text("network")).Select(name => NetworkCase.Of(name).Type)
            .Concat([typeof(Classifier), typeof(Golden7), typeof(Golden9), typeof(Golden12), typeof(Golden17), typeof(Golden20)]);

    private static IEnumerable<string> Kinds(Type network) => NetworkCase.Of(network).Plan.Spec.Nodes.Select(node => node.Kind);
}
