using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>The running statistics of a BatchNorm layer and what it learns.</summary>
/// <param name="Gamma">Null where it has no learned factors.</param>
public sealed record BatchParameters(Value RunningMean, Value RunningVariance, Value? Gamma, Value? Beta)
{
    public IEnumerable<Value> All => new[] { RunningMean, RunningVariance, Gamma, Beta }.OfType<Value>();

    /// <summary>In the order in which the library takes them.</summary>
    internal IEnumerable<LibraryArgument> Arguments =>
        [new ValueArgument(RunningMean), new ValueArgument(RunningVariance), new ValueArgument(Gamma), new ValueArgument(Beta)];

    /// <summary>γ/√(v + ε) and β − μ·γ/√(v + ε).</summary>
    internal (double[] Scale, double[] Shift) Fold(Evaluation on, double[] mean, double[] rstd)
    {
        double[] scale = rstd.Select((r, j) => Gamma is null ? r : on[Gamma][j] * r).ToArray();
        return (scale, scale.Select((s, j) => (Beta is null ? 0 : on[Beta][j]) - mean[j] * s).ToArray());
    }
}
