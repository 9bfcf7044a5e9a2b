using NetGen.Compiler;
using NetGen.Compiler.Costs;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Weights;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>What is asked about a declaration. Tests put others in place, to see what is reported where one fails.</summary>
internal sealed record Checks
{
    /// <summary>The compiler's own.</summary>
    public static Checks Compiler { get; } = new();

    public Func<NetworkSpec, IEnumerable<Problem>> Mistakes { get; init; } = spec => NetworkCompiler.Check(spec);

    public Func<Budget, NetworkSpec, IEnumerable<Problem>> Costs { get; init; } = (budget, spec) => budget.Check(spec);

    public Func<NetworkSpec, WeightsHeader, IEnumerable<Problem>> Weights { get; init; } = (spec, file) => WeightsCheck.Check(spec, file);

    public Func<NetworkSpec, IEnumerable<Problem>> LintWarnings { get; init; } = spec => NetworkCompiler.LintWarnings(spec);
}
