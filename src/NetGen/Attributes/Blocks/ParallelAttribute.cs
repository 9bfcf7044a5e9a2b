namespace NetGen;

/// <summary>Applies two blocks to the same value and joins their results.</summary>
/// <typeparam name="TFirst">A class with <c>[Block]</c>.</typeparam>
/// <typeparam name="TSecond">A class with <c>[Block]</c>.</typeparam>
/// <param name="merge">How the results are joined.</param>
public sealed class ParallelAttribute<TFirst, TSecond>(Merge merge = Merge.Concat) : BlockLayerAttribute where TFirst : class
    where TSecond : class
{
    /// <summary>How the results are joined.</summary>
    public Merge Merge { get; } = merge;
}
