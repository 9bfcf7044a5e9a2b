using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// Where a region of the tape begins: at capacity · <paramref name="Offset"/>, with rows <paramref name="Stride"/> values apart.
/// </summary>
/// <param name="Offset">Values per sample before the region.</param>
/// <param name="Stride">Values from one sample's row to the next.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TapeRegion(int Offset, int Stride);

/// <summary>Sizes of a network's memory, all in values. Made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkLayout
{
    /// <summary>The parameter block; gradients have the same layout.</summary>
    public required int ParameterBlock { get; init; }

    /// <summary>The most samples one call of Predict takes.</summary>
    public required int PredictBlock { get; init; }

    /// <summary>Scratch of one call of Predict.</summary>
    public required int PredictArena { get; init; }

    /// <summary>Samples TrainStep treats at a time; divides 512.</summary>
    public required int TrainBlock { get; init; }

    /// <summary>A tape for c samples (a multiple of <see cref="TapeRows"/>) has c · TapePerSample + TapeFixed values.</summary>
    public required int TapePerSample { get; init; }

    /// <summary>
    /// What a tape's capacity is a multiple of: 16, or 1 where a sample has so many values that each has whole lines of the cache.
    /// </summary>
    public int TapeRows { get; init; } = 16;

    /// <inheritdoc cref="TapePerSample"/>
    public required int TapeFixed { get; init; }

    /// <summary>Dense rows of each input, which a tape keeps for its backward pass.</summary>
    public required TapeRegion[] Inputs { get; init; }

    /// <summary>What is on the tape for each output.</summary>
    public required OutputRegions[] Outputs { get; init; }

    /// <summary>
    /// Whether statistics over the batch make its samples depend on one another: all go through the kernels at once in training.
    /// </summary>
    public bool NeedsFullBatch { get; init; }

    /// <summary>How threads divide each stage of a training forward pass; none where they need not wait for one another.</summary>
    public StageDivision[] ForwardStages { get; init; } = [];

    /// <summary>The same of the backward pass from the losses to what sums over samples read.</summary>
    public StageDivision[] BackwardStages { get; init; } = [];

    /// <summary>Whether a read of the parameters alongside a change is refused: in Debug builds, for the count of readers takes as long as
    /// a small layer.</summary>
    public bool WatchesReads { get; init; }

    /// <summary>The capacity of a tape for so many samples.</summary>
    internal int TapeCapacity(int samples) => (samples + TapeRows - 1) / TapeRows * TapeRows;

    /// <summary>Values of a tape for <paramref name="capacity"/> samples.</summary>
    public long TapeLength(int capacity) => (long)capacity * TapePerSample + TapeFixed;
}

/// <summary>What threads have shares of, in a stage of a pass.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum StageDivision
{
    /// <summary>The samples.</summary>
    Rows,

    /// <summary>The results, each over all samples.</summary>
    Results,
}

/// <summary>What is on the tape for an output.</summary>
/// <param name="Values">Receives its dense rows.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record OutputRegions(TapeRegion Values)
{
    /// <summary>Class indices as numbers, where targets are such.</summary>
    public TapeRegion Indices { get; init; }

    /// <summary>The loss's weight × sample weight ÷ samples of the batch; one value a sample.</summary>
    public TapeRegion Scale { get; init; }

    /// <summary>Receives the sample's loss, not weighted; one value a sample.</summary>
    public TapeRegion Loss { get; init; }
}
