using NetGen.Compiler.Model;
using NetGen.SourceGenerators.Files;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>All there is to say about a declaration, for the analyzer and, where there is none, the generator.</summary>
internal static class Findings
{
    /// <param name="weights">Files of the project, of whatever network.</param>
    /// <param name="withDoubts">Whether warnings are asked for: a build that leaves analyzers out asks for errors only.</param>
    public static IReadOnlyList<Finding> All(ParsedNetwork network, Checks checks, IReadOnlyList<NamedWeights> weights, bool withDoubts)
    {
        List<Finding> findings = [.. network.Findings];
        IEnumerable<Problem> problems;
        try
        {
            problems = checks.Mistakes(network.Spec);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A network that is compiled as well has this said of it there.
            if (!network.CanBeEmitted) findings.Add(Failure(network, exception));
            return findings;
        }

        // What follows the compiler does not do once more: an error here is the only trace of a failure.
        try
        {
            foreach (Problem problem in problems) findings.Add(network.Places.Locate(problem));

            // What a network with mistakes would cost, and which tensors it would have, nobody knows.
            if (!network.Spec.HasErrors && problems.All(problem => problem.Rule.IsWarning)) AddOfWhole(findings, network, checks, weights, withDoubts);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            findings.Add(Failure(network, exception));
        }

        return findings;
    }

    private static void AddOfWhole(List<Finding> findings, ParsedNetwork network, Checks checks, IReadOnlyList<NamedWeights> weights, bool withDoubts)
    {
        if (network.Budget is { } budget)
            foreach (Problem problem in checks.Costs(budget.Budget, network.Spec)) findings.Add(new Finding(problem, budget.Places.Of(problem.Argument)));
        foreach (NamedWeights file in weights)
        {
            if (file.Header is not { } header || !file.IsOf(network.Spec.MetadataName)) continue;
            foreach (Problem problem in checks.Weights(network.Spec, header)) findings.Add(new Finding(problem, network.Places.Name));
        }

        // Doubts are about a network that works; a budget that is exceeded and a file that does not fit leave it one.
        if (withDoubts && network.Findings.Count == 0)
            foreach (Problem doubt in checks.Doubts(network.Spec)) findings.Add(network.Places.Locate(doubt));
    }

    /// <summary>NetGen's own failure, said of the network at hand.</summary>
    public static Finding Failure(ParsedNetwork network, Exception exception) => new(DeclarationRules.InternalError(network.Spec.MetadataName, exception), network.Places.Name);
}
