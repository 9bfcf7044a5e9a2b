using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>
/// One mistake is one error: the analyzer reports it, or the generator does where the build leaves analyzers out. Both ask here,
/// so it is always one of them, and the other is silent.
/// </summary>
internal static class WhoReports
{
    /// <summary>The rules of the compiler's own targets for skipping analyzers, by properties that NetGen.props makes visible.</summary>
    public static bool IsTheGenerator(AnalyzerConfigOptions options)
    {
        string run = Property(options, "RunAnalyzers");
        return Is(run, "false")
            || (run.Length == 0 && Is(Property(options, "RunAnalyzersDuringBuild"), "false"))
            || Is(Property(options, "IsImplicitlyTriggeredBuild"), "true");
    }

    private static string Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) ? value.Trim() : "";

    private static bool Is(string value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
