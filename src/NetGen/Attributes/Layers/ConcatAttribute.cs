namespace NetGen;

/// <summary>
/// Joins along the last axis: vectors of 16 and 100 values become one of 116. All other sizes must be equal. In a chain, use
/// <see cref="ParallelAttribute{TFirst, TSecond}"/>.
/// </summary>
/// <param name="members">What it joins, in this order, at least two members above it: <c>[Concat(nameof(Hidden),
/// nameof(Wide))]</c>.</param>
public sealed class ConcatAttribute(params string[] members) : LayerAttribute
{
    /// <summary>What it joins, in order.</summary>
    public IReadOnlyList<string> Members { get; } = members;
}
