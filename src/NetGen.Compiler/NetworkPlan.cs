using NetGen.Compiler.Model;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler;

/// <summary>Everything the surface of a network needs to know of it: sizes, the parameter map, the layers. Numbers only; kernels are elsewhere.</summary>
public sealed class NetworkPlan
{
    public required NetworkSpec Spec { get; init; }
    public required Shape Input { get; init; }
    public required Shape Output { get; init; }

    /// <summary>In the order of the declaration.</summary>
    public required IReadOnlyList<InputPlan> Inputs { get; init; }

    /// <summary>In the order of the declaration, each with its loss where it has one.</summary>
    public required IReadOnlyList<OutputPlan> Outputs { get; init; }

    /// <summary>
    /// One input and one output: kernels read and write the caller's rows. Otherwise inputs, outputs, targets and their gradients have planes on the tape.
    /// </summary>
    public bool IsSimple => Inputs.Count == 1 && Outputs.Count == 1;

    /// <summary>What a target is: nothing (no loss), values, or class indices.</summary>
    public required TargetKind Target { get; init; }

    /// <summary>Target values a sample; 0 without a loss, 1 for class indices.</summary>
    public required int TargetLength { get; init; }

    /// <summary>The loss in words, such as "binary cross-entropy"; null without one.</summary>
    public string? LossName { get; init; }

    /// <summary>What the loss counts: 1 unless declared otherwise.</summary>
    public required double LossWeight { get; init; }

    public required IReadOnlyList<ParameterPlan> Parameters { get; init; }

    /// <summary>Floats in the parameter block, padding included; gradients and optimiser state have the same layout.</summary>
    public required int ParameterBlock { get; init; }

    /// <summary>What is learnt, padding not counted.</summary>
    public int ParameterCount => Parameters.Where(p => p.IsLearnt).Sum(p => p.Shape.Length);

    public required IReadOnlyList<LayerPlan> Layers { get; init; }

    /// <summary>
    /// The layers of each node of the declaration, by its name: itself, or those of the block it applies, whose names go on behind a dot.
    /// </summary>
    public ILookup<string, LayerPlan> LayersByNode() => Layers.ToLookup(layer => layer.Name.Split('.')[0]);

    /// <summary>The most samples one call of a target's <c>Predict</c> takes.</summary>
    public required int PredictBlock { get; init; }

    /// <summary>Floats of scratch a call of a target's <c>Predict</c> needs.</summary>
    public required int PredictArena { get; init; }

    /// <summary>The capacity of the tape behind <c>TrainStep</c>: a power of two that divides 512.</summary>
    public required int TrainBlock { get; init; }

    /// <summary>A tape for <c>capacity</c> samples (a multiple of 16) has capacity · TapePerSample + TapeFixed floats.</summary>
    public required int TapePerSample { get; init; }
    public required int TapeFixed { get; init; }

    /// <summary>Whether statistics over the batch make its samples depend on one another: all go through the kernels at once in training.</summary>
    public required bool WholeBatch { get; init; }

    /// <summary>How threads divide each stage of a forward pass.</summary>
    public required IReadOnlyList<Programs.Division> ForwardStages { get; init; }

    /// <summary>The same of the way back to what sums over samples read; none without a loss.</summary>
    public required IReadOnlyList<Programs.Division> BackwardStages { get; init; }

    /// <summary>Regions of the tape, as floats a sample before them: region r begins at capacity · r.</summary>
    public required TapeRegion OutputRegion { get; init; }

    /// <summary>One float a sample, filled by the surface before a target's <c>Loss</c>: sample weight ÷ samples of the batch.</summary>
    public TapeRegion? ScaleRegion { get; init; }

    /// <summary>One float a sample, filled by a target's <c>Loss</c>: the sample's loss, not weighted.</summary>
    public TapeRegion? LossRegion { get; init; }

    /// <summary>Where a tape that owns its inputs keeps them: dense rows of Input.Length.</summary>
    public required TapeRegion InputRegion { get; init; }
}

public enum TargetKind { None, Values, Indices }

/// <param name="Region">Its plane on the tape: dense rows.</param>
/// <param name="Gradient">The plane of its gradient; only where the network is not simple.</param>
public sealed record InputPlan(string Name, Shape Shape, TapeRegion Region, TapeRegion? Gradient);

/// <param name="Region">Its plane on the tape: dense rows.</param>
/// <param name="Gradient">The plane of its gradient as the caller gives it; only where the network is not simple.</param>
public sealed record OutputPlan(string Name, Shape Shape, TapeRegion Region, TapeRegion? Gradient, LossPlan? Loss);

/// <summary>The loss of one output.</summary>
/// <param name="Kind">The attribute: <c>MeanSquaredError</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Target">Values, or class indices.</param>
/// <param name="TargetLength">Target values a sample; 1 for a class index.</param>
/// <param name="Weight">What it counts in the total.</param>
/// <param name="TargetRegion">The plane of its targets, class indices as numbers among them; only where the network is not simple.</param>
/// <param name="Scale">One value a sample, filled before <c>Loss</c>: Weight · sample weight ÷ samples of the batch.</param>
/// <param name="Loss">One value a sample, filled by <c>Loss</c>: the sample's loss, not weighted.</param>
public sealed record LossPlan(
    string Kind, string Title, TargetKind Target, int TargetLength, double Weight, TapeRegion? TargetRegion, TapeRegion Scale, TapeRegion Loss)
{
    /// <summary>The class index whose samples do not count; null where all do.</summary>
    public int? IgnoreIndex { get; init; }
}

/// <param name="Offset">Floats a sample before the region.</param>
/// <param name="Stride">Floats from one sample's row to the next.</param>
public readonly record struct TapeRegion(int Offset, int Stride);

/// <summary>One parameter: its name, shape, place and start value.</summary>
/// <param name="Layer">The layer it belongs to: <c>Dense1</c>.</param>
/// <param name="Role">Its name in the layer's handle: <c>Weight</c>, <c>Bias</c>.</param>
/// <param name="Shape">Logical: [in, out] for a weight, [out] for a bias.</param>
/// <param name="Offset">Floats from the start of the block.</param>
/// <param name="Panel">
/// The layout. A matrix [K, N] stands in panels of <c>Panel</c> columns: element (k, j) at
/// Offset + (j ÷ Panel)·K·Panel + k·Panel + j mod Panel; a vector is a matrix with K = 1. Panel is a multiple of 16, floats past N are +0; or 1, where columns stand one after the other.
/// </param>
/// <param name="Initializer">The initialiser's name in the library's enum: <c>GlorotUniform</c>; with fan-in, fan-out and its own value.</param>
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
    public bool IsLearnt { get; init; } = true;

    /// <summary>Whether all that its gradient from the losses is a sum of has its squares added up: <see cref="Graphs.Op.SumsSquares"/>.</summary>
    public bool HasSquares { get; init; }

    public int Rows => Shape.Rank == 1 ? 1 : Shape[0];
    public int Columns => Shape[Shape.Rank - 1];
    public int PaddedLength => Rows * ((Columns + Panel - 1) / Panel * Panel);
}

/// <summary>A row of the summary table.</summary>
/// <param name="Handle">The handle's type in the library where the layer has parameters (<c>Dense</c>), else null.</param>
/// <param name="Details">What the reader wants beside the kind: "ReLU", "rate 0.5".</param>
/// <param name="Flops">Floating-point operations a sample, forward (a multiply-add is two).</param>
public sealed record LayerPlan(string Name, string Kind, string? Handle, string Details, Shape Output, int Parameters, long Flops);
