using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>
/// One mistake is one message: of the analyzer or of the generator, which both ask here. In an editor the analyzer reports all of them. In
/// a build the generator reports errors, because
/// the compiler leaves analyzers out as soon as C# has an error in any declaration of the project; the analyzer reports the warnings. A
/// build without analyzers asks for errors only.
/// </summary>
/// <param name="IsBuild">Whether an assembly is built, rather than a project looked at in an editor.</param>
/// <param name="AnalyzersRun">Whether the project has not switched analyzers off.</param>
internal sealed record DiagnosticOwner(bool IsBuild, bool AnalyzersRun)
{
    /// <summary>The compiler's feature that NetGen.props switches on in builds.</summary>
    public const string BuildFeature = "netgen-build";

    /// <summary>Ids whose severity the project sets.</summary>
    public EquatableArray<string> Configured { get; init; }

    /// <summary>
    /// A finding of the generator's. The compiler stops where an error cannot be configured away, and leaves other mistakes unsaid; so an
    /// error that no one tries to configure away is
    /// reported as one that could be.
    /// </summary>
    public Finding Reported(Finding finding) =>
        finding with { IsConfigurable = IsBuild && AnalyzersRun && !Configured.Contains(finding.Problem.Rule.Id) };

    /// <summary>Whether errors are the generator's to report.</summary>
    public bool GeneratorReportsErrors => IsBuild || !AnalyzersRun;

    /// <summary>By the rules of the compiler's own targets for skipping analyzers, by properties that NetGen.props makes visible.</summary>
    public static DiagnosticOwner Of(AnalyzerConfigOptions options, ParseOptions? parse, CompilationOptions? compilation = null,
        CancellationToken cancellation = default)
    {
        string run = Property(options, "RunAnalyzers");
        bool areSkipped = Is(run, "false")
            || (run.Length == 0 && Is(Property(options, "RunAnalyzersDuringBuild"), "false"))
            || Is(Property(options, "IsImplicitlyTriggeredBuild"), "true");
        bool isBuild = parse?.Features.ContainsKey(BuildFeature) == true;
        bool IsConfigured(string id) => compilation is not null && (compilation.SpecificDiagnosticOptions.ContainsKey(id)
            || compilation.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(id, cancellation, out _) == true);
        return new(isBuild, !areSkipped)
            { Configured = isBuild ? new(Descriptors.All.Select(descriptor => descriptor.Id).Where(IsConfigured)) : default };
    }

    /// <summary>Whether the analyzer reports a problem.</summary>
    public bool IsTheAnalyzers(Problem problem) => AnalyzersRun && (problem.Rule.IsWarning || !GeneratorReportsErrors);

    /// <summary>Whether the generator does.</summary>
    public bool IsTheGenerators(Problem problem) => GeneratorReportsErrors && (!problem.Rule.IsWarning || !AnalyzersRun);

    private static string Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) ? value.Trim() : "";

    private static bool Is(string value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
