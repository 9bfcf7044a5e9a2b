using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// What a group of operations becomes on one target: a method that divides rows and columns among kernels. Its parameters are the same on
/// every target, so that what calls it is written once.
/// </summary>
/// <param name="Name">The operations: <c>DenseReLU</c>.</param>
/// <param name="Comment">The formula, in the names of the parameters.</param>
/// <param name="Arguments">What this layer hands over, one for each parameter.</param>
/// <param name="Calls">In order.</param>
public sealed record LoweredGroup(string Name, IReadOnlyList<string> Comment, IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<Argument> Arguments, IReadOnlyList<KernelCall> Calls)
{
    /// <summary>Whether it computes one of several parts of its results, so that threads can divide them.</summary>
    public bool IsDivided => Parameters.Any(parameter => parameter.Name == "parts");

    /// <summary>Whether the method is the same, whatever is handed over.</summary>
    public bool HasSameBody(LoweredGroup other) =>
        Name == other.Name && Parameters.SequenceEqual(other.Parameters) && Calls.SequenceEqual(other.Calls);

    /// <summary>Equal for methods that are the same.</summary>
    public int BodyHash => Calls.Aggregate(Name.GetHashCode(), (hash, call) => unchecked(hash * 31 + call.GetHashCode()));

    /// <summary>Holds methods that are the same for equal.</summary>
    public static IEqualityComparer<LoweredGroup> ByBody { get; } = new BodyComparer();

    private sealed class BodyComparer : IEqualityComparer<LoweredGroup>
    {
        public bool Equals(LoweredGroup? one, LoweredGroup? other) =>
            one is null ? other is null : other is not null && one.HasSameBody(other);

        public int GetHashCode(LoweredGroup group) => group.BodyHash;
    }
}
