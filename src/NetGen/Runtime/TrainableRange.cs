namespace NetGen.Runtime;

/// <summary>A stretch of the parameter block that an optimizer may change and treats the same way.</summary>
/// <param name="Start">Values from the start of the block.</param>
/// <param name="Length">How many.</param>
internal readonly record struct TrainableRange(int Start, int Length)
{
    /// <summary>The factor of Σ|w| in the loss.</summary>
    public double L1 { get; init; }

    /// <summary>The factor of Σw² in the loss.</summary>
    public double L2 { get; init; }

    /// <summary>What weight decay is multiplied by.</summary>
    public double Decay { get; init; } = 1;

    public static implicit operator TrainableRange((int Start, int Length) range) => new(range.Start, range.Length);
}
