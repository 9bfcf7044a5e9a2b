namespace NetGen;

/// <summary>One of several equal parts of the last axis; of a vector, one of several stretches of equal length.</summary>
/// <remarks>
/// Any shape whose last size is a multiple of <c>parts</c>; all sizes but the last are kept, the last becomes its part. The gradient of the
/// other parts is 0, unless they are used elsewhere. It learns nothing.
/// </remarks>
/// <param name="parts">How many parts there are; at least 1.</param>
/// <param name="index">Which of them, counted from 0.</param>
public sealed class SplitAttribute(int parts, int index) : LayerAttribute
{
    /// <summary>How many parts there are.</summary>
    public int Parts { get; } = parts;

    /// <summary>Which of them, counted from 0.</summary>
    public int Index { get; } = index;
}
