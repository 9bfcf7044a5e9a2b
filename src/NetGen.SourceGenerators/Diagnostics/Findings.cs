using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Files;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>All there is to say about a declaration, for the analyzer and, where there is none, the generator.</summary>
internal static class Findings
{
    /// <summary>What is wrong with a network and with the files that belong to it.</summary>
    /// <param name="weights">Files of the project, of whatever network.</param>
    public static IReadOnlyList<Finding> Mistakes(ParsedNetwork network, Checks checks, IReadOnlyList<NamedWeights> weights)
    {
        List<Finding> findings = [.. network.Findings];
        IEnumerable<Problem> problems;
        try
        {
            problems = checks.Mistakes(network.Spec);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A network that is compiled as well has this reported for it there.
            if (!network.CanBeEmitted) findings.Add(Failure(network, exception));
            return findings;
        }

        // What follows the compiler does not do once more: an error here is the only trace of a failure.
        try
        {
            foreach (Problem problem in problems) findings.Add(network.Places.Locate(problem));

            // What a network with mistakes would cost, and which tensors it would have, no one knows.
            if (!network.Spec.HasErrors && problems.All(problem => problem.Rule.IsWarning)) AddOfWhole(findings, network, checks, weights);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            findings.Add(Failure(network, exception));
        }

        return findings;
    }

    /// <summary>
    /// What of a network that works is likely unintended; a budget that is exceeded and a file that does not fit leave it one.
    /// </summary>
    public static IReadOnlyList<Finding> LintWarnings(ParsedNetwork network, Checks checks)
    {
        try
        {
            return network.Spec.HasErrors || network.Findings.Count > 0 ? []
                : [.. checks.LintWarnings(network.Spec).Select(network.Places.Locate)];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [Failure(network, exception)];
        }
    }

    private static void AddOfWhole(List<Finding> findings, ParsedNetwork network, Checks checks, IReadOnlyList<NamedWeights> weights)
    {
        if (network.Budget is { } budget)
            foreach (Problem problem in checks.Costs(budget.Budget, network.Spec))
                findings.Add(new Finding(problem, budget.Places.Of(problem.Argument)));
        foreach (NamedWeights file in weights)
        {
            if (file.Header is not { } header || !file.IsOf(network.Spec.MetadataName)) continue;
            foreach (Problem problem in checks.Weights(network.Spec, header)) findings.Add(new Finding(problem, network.Places.Name));
        }
    }

    /// <summary>NetGen's own failure, reported for the network at hand.</summary>
    public static Finding Failure(ParsedNetwork network, Exception exception) =>
        new(DeclarationRules.InternalError(network.Spec.MetadataName, exception), network.Places.Name);
}
