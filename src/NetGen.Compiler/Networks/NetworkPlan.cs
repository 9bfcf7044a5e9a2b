using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;

namespace NetGen.Compiler.Networks;

/// <summary>
/// Everything the surface of a network needs to know of it: sizes, the parameter map, the layers. It follows from the shapes alone, since
/// an editor asks for it at every edit; what memory the network needs is planned later.
/// </summary>
public sealed class NetworkPlan
{
    public required NetworkSpec Spec { get; init; }
    public required Shape Input { get; init; }
    public required Shape Output { get; init; }

    /// <summary>In the order of the declaration.</summary>
    public required IReadOnlyList<InputPlan> Inputs { get; init; }

    /// <summary>In the order of the declaration, each with its loss where it has one.</summary>
    public required IReadOnlyList<OutputPlan> Outputs { get; init; }

    /// <summary>One input and one output, which need no names.</summary>
    public bool IsSingle => Inputs.Count == 1 && Outputs.Count == 1;

    /// <summary>What a target is: nothing (no loss), values, or class indices.</summary>
    public required TargetKind Target { get; init; }

    /// <summary>Target values per sample; 0 without a loss, 1 for class indices.</summary>
    public required int TargetLength { get; init; }

    /// <summary>The loss in words, such as "binary cross-entropy"; null without one.</summary>
    public string? LossName { get; init; }

    /// <summary>What the loss counts: 1 unless declared otherwise.</summary>
    public required double LossWeight { get; init; }

    public required IReadOnlyList<ParameterPlan> Parameters { get; init; }

    /// <summary>Floats in the parameter block, padding included; gradients and optimizer state have the same layout.</summary>
    public required int ParameterBlock { get; init; }

    /// <summary>What is learned, padding not counted.</summary>
    public int ParameterCount => Parameters.Where(p => p.IsLearned).Sum(p => p.Shape.Length);

    public required IReadOnlyList<LayerPlan> Layers { get; init; }

    /// <summary>
    /// The layers of each node of the declaration, by its name: itself, or those of the block it applies, whose names go on behind a dot.
    /// </summary>
    public ILookup<string, LayerPlan> LayersByNode() => Layers.ToLookup(layer => layer.Name.Split('.')[0]);

    /// <summary>
    /// Whether statistics over the batch make its samples depend on one another: all go through the kernels at once in training.
    /// </summary>
    public required bool NeedsFullBatch { get; init; }
}
