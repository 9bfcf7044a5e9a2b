namespace NetGen;

/// <summary>Applies a block several times, one after the other, each time with parameters of its own.</summary>
/// <typeparam name="TBlock">A class with <c>[Block]</c>.</typeparam>
/// <param name="count">How often; at least 1.</param>
public sealed class RepeatAttribute<TBlock>(int count) : BlockLayerAttribute where TBlock : class
{
    /// <summary>How often.</summary>
    public int Count { get; } = count;
}
