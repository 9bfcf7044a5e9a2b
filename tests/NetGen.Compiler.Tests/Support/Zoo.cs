using NetGen.Compiler.Declarations;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Lowering;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>Networks of every shape that matters to kernels, and every layer and loss.</summary>
internal static class Zoo
{
    public static IReadOnlyList<TargetIsa> Targets { get; } = [.. TargetIsa.All, Portable.Checks];

    public static IReadOnlyList<string> Activations { get; } = Compiler.Kinds.ActivationLayer.All.Select(activation => activation.Name)
        .ToList();

    /// <summary>Each of the losses with a last layer that fits, by a number.</summary>
    public static NodeSpec[] End(int units, int choice) => (choice % 18) switch
    {
        0 => [Dense(units), Node("MeanSquaredError")],
        1 => [Dense(units, "Sigmoid"), Node("BinaryCrossEntropy")],
        2 => [Dense(units), Node("SigmoidCrossEntropy")],
        3 when units > 1 => [Dense(units, "Softmax"), Node("CrossEntropy")],
        4 when units > 1 => [Dense(units), Node("SoftmaxCrossEntropy")],
        5 when units > 1 => [Dense(units), Node("SoftmaxCrossEntropy", ("Targets", "Distributions"))],
        6 when units > 1 => [Dense(units, "Softmax"), Node("Identity"), Node("CrossEntropy", ("Targets", "Distributions"))],
        7 when units > 1 => [Dense(units, "Softmax"), Node("Identity"), Node("CrossEntropy")],
        8 when units > 1 => [Dense(units, "Softmax"), Node("BinaryCrossEntropy")],
        9 => [Dense(units), Node("MeanAbsoluteError")],
        10 => [Dense(units), Node("Huber", ("Delta", 0.5))],
        11 => [Dense(units), Node("SmoothL1", ("Beta", 0.5))],
        12 => [Dense(units), Node("Hinge")],
        13 when units > 1 => [Dense(units), Node("CosineSimilarity")],
        14 when units > 1 => [Dense(units, "Softmax"), Node("KLDivergence")],
        15 when units > 1 => [Dense(units, "Softmax"), Node("Identity"), Node("KLDivergence")],
        16 when units > 1 => [Dense(units), Node("CategoricalHinge")],
        17 => [Dense(units), Node("LogCosh")],
        _ => [Dense(units, "Tanh"), Node("MeanSquaredError")],
    };

    /// <summary>What becomes kernels, of all programs.</summary>
    public static IEnumerable<FusionGroup> Groups(PlannedNetwork network) => new[] { network.Fused.Predict }.Concat(network.Fused.OnTape)
        .SelectMany(program => program.Steps)
        .Select(step => step.FusionGroup)
        .Where(group => group.Call is null);

    /// <summary>The kernels of a group as they are rendered.</summary>
    public static IReadOnlyList<Kernel> Kernels(FusionGroup group, TargetIsa target) =>
        Lower.Run(group, target).Calls.Select(call => call.Kernel).ToList();
}
