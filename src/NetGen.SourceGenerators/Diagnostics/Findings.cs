using NetGen.Compiler.Model;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>All there is to say about a declaration, for the analyzer and, where there is none, the generator.</summary>
internal static class Findings
{
    public static IEnumerable<Finding> All(ParsedNetwork network, Func<NetworkSpec, EquatableArray<Problem>> check)
    {
        foreach (Finding finding in network.Findings) yield return finding;
        if (!network.CanBeChecked) yield break;
        foreach (Problem problem in check(network.Spec)) yield return new Finding(problem, network.Places.Of(problem));
    }
}
