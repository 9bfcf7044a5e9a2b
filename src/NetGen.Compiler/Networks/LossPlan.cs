using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;

namespace NetGen.Compiler.Networks;

/// <summary>The loss of one output.</summary>
/// <param name="Kind">The attribute: <c>MeanSquaredError</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Target">Values, or class indices.</param>
/// <param name="TargetLength">Target values per sample; 1 for a class index.</param>
/// <param name="Weight">What it counts in the total.</param>
public sealed record LossPlan(string Kind, string Title, TargetKind Target, int TargetLength, double Weight)
{
    /// <summary>The class index whose samples do not count; null where all do.</summary>
    public int? IgnoreIndex { get; init; }
}
