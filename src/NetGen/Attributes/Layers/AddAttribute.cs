namespace NetGen;

/// <summary>
/// y = a + b + …, element by element: where paths meet. In a chain, use <see cref="ResidualAttribute{TBlock}"/> or
/// <see cref="ParallelAttribute{TFirst, TSecond}"/>.
/// </summary>
/// <param name="members">What it adds, at least two members above it, all of one shape: <c>[Add(nameof(Hidden), nameof(Skip))]</c>.</param>
public sealed class AddAttribute(params string[] members) : LayerAttribute
{
    /// <summary>What it adds.</summary>
    public IReadOnlyList<string> Members { get; } = members;
}
