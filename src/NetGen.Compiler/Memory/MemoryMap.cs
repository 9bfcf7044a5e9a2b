namespace NetGen.Compiler.Memory;

/// <summary>What the library must know of a network's memory: how much, and the rows of the tape that it reads and writes itself.</summary>
public sealed class MemoryMap
{
    /// <summary>The most samples one call of a target's <c>Predict</c> takes.</summary>
    public required int PredictBlock { get; init; }

    /// <summary>Floats of scratch a call of a target's <c>Predict</c> needs.</summary>
    public required int PredictArena { get; init; }

    /// <summary>The capacity of the tape behind <c>TrainStep</c>: a power of two that divides 512.</summary>
    public required int TrainBlock { get; init; }

    /// <summary>
    /// A tape for <c>capacity</c> samples (a multiple of <see cref="TapeRows"/>) has capacity · TapePerSample + TapeFixed floats.
    /// </summary>
    public required int TapePerSample { get; init; }

    /// <summary>
    /// What a tape's capacity is a multiple of: 16, so that every region begins at 64 bytes, whatever the length of its rows; 1 where a
    /// sample has so many values that each has whole lines of the cache, so that a tape for one sample takes the memory of one.
    /// </summary>
    public required int TapeRows { get; init; }

    /// <inheritdoc cref="TapePerSample"/>
    public required int TapeFixed { get; init; }

    /// <summary>Dense rows of each input, which a tape keeps for its backward pass; in the order of the declaration.</summary>
    public required IReadOnlyList<TapeRegion> Inputs { get; init; }

    /// <summary>In the order of the declaration.</summary>
    public required IReadOnlyList<OutputMemory> Outputs { get; init; }

    /// <summary>The losses of outputs that have one.</summary>
    public IEnumerable<LossMemory> Losses => Outputs.Select(output => output.Loss).OfType<LossMemory>();

    /// <summary>How threads divide each stage of a forward pass.</summary>
    public required IReadOnlyList<Fusion.Division> ForwardStages { get; init; }

    /// <summary>The same of the backward pass to what sums over samples read; none without a loss.</summary>
    public required IReadOnlyList<Fusion.Division> BackwardStages { get; init; }

    /// <summary>
    /// Of each parameter, whether all that its gradient from the losses is a sum of has its squares added up:
    /// <see cref="Graphs.Op.SumsSquares"/>.
    /// </summary>
    public required IReadOnlyList<bool> HasSquares { get; init; }
}
