namespace NetGen;

/// <summary>y = a · b · …, element by element: a gate, say. In a chain, use <see cref="ParallelAttribute{TFirst, TSecond}"/>.</summary>
/// <param name="members">What it multiplies, at least two members above it, all of one shape: <c>[Multiply(nameof(Value),
/// nameof(Gate))]</c>.</param>
public sealed class MultiplyAttribute(params string[] members) : LayerAttribute
{
    /// <summary>What it multiplies.</summary>
    public IReadOnlyList<string> Members { get; } = members;
}
