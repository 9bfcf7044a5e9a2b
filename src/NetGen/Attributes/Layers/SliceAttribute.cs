namespace NetGen;

/// <summary>A stretch of the last axis: y[…, j] = x[…, start + j]; of a vector, some values that lie together.</summary>
/// <remarks>
/// Any shape; all sizes but the last are kept, the last becomes <c>length</c>. The gradient of what is left out is 0. It learns nothing.
/// </remarks>
/// <param name="start">The first place, counted from 0.</param>
/// <param name="length">How many; at least 1.</param>
public sealed class SliceAttribute(int start, int length) : LayerAttribute
{
    /// <summary>The first place, counted from 0.</summary>
    public int Start { get; } = start;

    /// <summary>How many.</summary>
    public int Length { get; } = length;
}
