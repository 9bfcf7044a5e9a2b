using NetGen.Compiler.Model;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler;

/// <summary>
/// Everything the surface of a network needs to know of it: sizes, the parameter map, the layers. It follows from the shapes alone, since
/// an editor asks for it at every edit; what memory the network needs is in <see cref="MemoryMap"/>.
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

    /// <summary>Whether statistics over the batch make its samples depend on one another: all go through the kernels at once in training.</summary>
    public required bool WholeBatch { get; init; }
}

public enum TargetKind { None, Values, Indices }

public sealed record InputPlan(string Name, Shape Shape);

public sealed record OutputPlan(string Name, Shape Shape, LossPlan? Loss);

/// <summary>The loss of one output.</summary>
/// <param name="Kind">The attribute: <c>MeanSquaredError</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Target">Values, or class indices.</param>
/// <param name="TargetLength">Target values per sample; 1 for a class index.</param>
/// <param name="Weight">What it counts in the total.</param>
public sealed record LossPlan(string Kind, string Title, TargetKind Target, int TargetLength, double Weight)
{
    /// <summary>The class index whose samples do not count; null where all do.</summary>
    public int? IgnoreIndex { get; init; }
}

/// <summary>One parameter: its name, shape, place and start value.</summary>
/// <param name="Layer">The layer it belongs to: <c>Dense1</c>.</param>
/// <param name="Role">Its name in the layer's handle: <c>Weight</c>, <c>Bias</c>.</param>
/// <param name="Shape">Logical: [in, out] for a weight, [out] for a bias.</param>
/// <param name="Offset">Floats from the start of the block.</param>
/// <param name="Panel">
/// The layout. A matrix [K, N] lies in panels of <c>Panel</c> columns: element (k, j) at
/// Offset + (j ÷ Panel)·K·Panel + k·Panel + j mod Panel; a vector is a matrix with K = 1. Panel is a multiple of 16, floats past N are +0; or 1, where columns lie one after the other.
/// </param>
/// <param name="Initializer">The initializer's name in the library's enum: <c>GlorotUniform</c>; with fan-in, fan-out and its own value.</param>
/// <param name="FileName">Its name in files (PyTorch's state_dict names: <c>dense1.weight</c>).</param>
/// <param name="FileTransposed">Whether files hold [out, in].</param>
/// <param name="Trainable">False for a frozen layer.</param>
public sealed record ParameterPlan(
    string Layer, string Role, Shape Shape, int Offset, int Panel,
    string Initializer, int FanIn, int FanOut, double InitializerValue,
    string FileName, bool FileTransposed, bool Trainable)
{
    /// <summary>Penalties, bound and weight decay.</summary>
    public Layers.Regularization Regularization { get; init; } = Compiler.Layers.Regularization.None;

    /// <summary>False for running statistics, which training moves, but not by gradients.</summary>
    public bool IsLearned { get; init; } = true;

    public int Rows => Shape.Rank == 1 ? 1 : Shape[0];
    public int Columns => Shape[Shape.Rank - 1];
    public int PaddedLength => Rows * ((Columns + Panel - 1) / Panel * Panel);
}

/// <summary>A row of the summary table.</summary>
/// <param name="Handle">The handle's type in the library where the layer has parameters (<c>Dense</c>), else null.</param>
/// <param name="Details">What the reader wants besides the kind: "ReLU", "rate 0.5".</param>
/// <param name="Flops">Floating-point operations per sample, forward (a multiply-add is two).</param>
public sealed record LayerPlan(string Name, string Kind, string? Handle, string Details, Shape Output, int Parameters, long Flops);
