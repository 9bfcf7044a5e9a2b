namespace NetGen.Compiler.Kernels;

/// <summary>
/// A kernel, and what is handed to it, in the names of the group's parameters. Kernels know no layer, so that layers of one kind share one,
/// whatever their sizes.
/// </summary>
/// <param name="Arguments">One for each parameter, in order.</param>
public sealed record KernelCall(Kernel Kernel, IReadOnlyList<Argument> Arguments)
{
    public bool Equals(KernelCall? other) => other is not null && Kernel.Equals(other.Kernel) && Arguments.SequenceEqual(other.Arguments)
        && Counts.SequenceEqual(other.Counts) && Equals(Guard, other.Guard) && Equals(Loop, other.Loop);

    public override int GetHashCode()
    {
        int hash = unchecked(Kernel.GetHashCode() * 31 + Counts.Count);
        foreach (Argument argument in Arguments) hash = unchecked(hash * 31 + argument.GetHashCode());
        return hash;
    }

    /// <summary>Counts that the arguments speak of, to be computed before.</summary>
    public IReadOnlyList<AlignDown> Counts { get; init; } = [];

    /// <summary>The call is made where the first is below the second; always, where null.</summary>
    public (Index Less, Index Than)? Guard { get; init; }

    /// <summary>
    /// The call is made for each value of a counter that the arguments speak of, divided among threads. Of a group with such loops, calls
    /// without are the last thread's.
    /// </summary>
    public CallLoop? Loop { get; init; }
}
