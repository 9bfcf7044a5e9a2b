using NetGen.Compiler.Model;
using NetGen.Compiler.Weights;
using NetGen.SourceGenerators.Files;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>All there is to say about a declaration, for the analyzer and, where there is none, the generator.</summary>
internal static class Findings
{
    /// <param name="weights">Files of the project, of whatever network.</param>
    public static IEnumerable<Finding> All(ParsedNetwork network, Func<NetworkSpec, EquatableArray<Problem>> check, IReadOnlyList<NamedWeights> weights)
    {
        foreach (Finding finding in network.Findings) yield return finding;
        EquatableArray<Problem> problems = check(network.Spec);
        foreach (Problem problem in problems) yield return network.Places.Locate(problem);

        // What a network with mistakes would cost, and which tensors it would have, nobody knows.
        if (network.Spec.HasErrors || problems.Any(problem => !problem.Rule.IsWarning)) yield break;
        if (network.Budget is { } budget)
            foreach (Problem problem in budget.Budget.Check(network.Spec)) yield return new Finding(problem, budget.Places.Of(problem.Argument));
        foreach (NamedWeights file in weights)
        {
            if (!file.IsOf(network.Spec.MetadataName)) continue;
            foreach (Problem problem in WeightsCheck.Check(network.Spec, file.Header)) yield return new Finding(problem, network.Places.Name);
        }
    }
}
