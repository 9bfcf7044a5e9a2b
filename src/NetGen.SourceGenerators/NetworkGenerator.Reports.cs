using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NetGen.Compiler.Model;
using NetGen.SourceGenerators.Diagnostics;
using NetGen.SourceGenerators.Files;

namespace NetGen.SourceGenerators;

/// <summary>Mistakes are the analyzer's to report; where the build leaves analyzers out, they are reported here, so that no wrong network builds.</summary>
public sealed partial class NetworkGenerator
{
    private static bool AnalyzersAreSkipped(Microsoft.CodeAnalysis.Diagnostics.AnalyzerConfigOptionsProvider options, CancellationToken _) =>
        WhoReports.IsTheGenerator(options.GlobalOptions);

    private static bool IsWeights(AdditionalText text) => text.Path.EndsWith(Compiler.Weights.WeightsHeader.Suffix, StringComparison.OrdinalIgnoreCase);

    private static NamedWeights? ReadWeights((AdditionalText Text, Microsoft.CodeAnalysis.Diagnostics.AnalyzerConfigOptionsProvider Options) file, CancellationToken cancellation) =>
        NamedWeights.Read(file.Text, file.Options, cancellation);

    private static EquatableArray<NamedWeights> ArrayOf(ImmutableArray<NamedWeights?> weights, CancellationToken _) => new(weights.OfType<NamedWeights>());

    private EquatableArray<Finding> FindingsOf(
        (ParseResult Result, (bool AnalyzersAreSkipped, EquatableArray<NamedWeights> Weights) Build) parsed, CancellationToken _)
    {
        if (parsed.Result.Failure is { } failure) return new([failure]);
        return parsed.Build.AnalyzersAreSkipped ? new(Diagnostics.Findings.All(parsed.Result.Network!, checks, parsed.Build.Weights, withDoubts: false)) : default;
    }

    private static void ReportBlock(SourceProductionContext context, (ParsedBlock Block, bool AnalyzersAreSkipped) parsed)
    {
        if (parsed.AnalyzersAreSkipped || parsed.Block.Findings.Any(finding => finding.Problem.Rule == DeclarationRules.Internal)) Report(context, parsed.Block.Findings);
    }

    private static Finding? FindMissingNetwork(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        MissingNetwork.Find((INamedTypeSymbol)context.TargetSymbol, cancellation) is { } missing && missing.Layer.Parent!.Parent == context.TargetNode ? missing.Finding : null;

    private static bool IsFound(Finding? finding) => finding is not null;

    private static void ReportMissingNetwork(SourceProductionContext context, (Finding? Finding, bool AnalyzersAreSkipped) found)
    {
        if (found.AnalyzersAreSkipped) Report(context, new([found.Finding!]));
    }

    private static bool IsNetwork(ParseResult result) => result.Network is not null;

    private static string MetadataNameOf(ParseResult result, CancellationToken _) => result.Network!.Spec.MetadataName;

    private static EquatableArray<string> NamesOf(ImmutableArray<string> names, CancellationToken _) => new(names);

    private static IEnumerable<Problem> WeightsOfNoNetwork(
        ((EquatableArray<NamedWeights> Weights, EquatableArray<string> Networks) Files, bool AnalyzersAreSkipped) known, CancellationToken _) =>
        known.AnalyzersAreSkipped ? known.Files.Weights.Select(file => file.OfProject(known.Files.Networks.Any(file.IsOf))).OfType<Problem>() : [];

    private static void ReportProblem(SourceProductionContext context, Problem problem) => context.ReportDiagnostic(Descriptors.ToDiagnostic(problem, Location.None));

    private static void Report(SourceProductionContext context, EquatableArray<Finding> findings)
    {
        foreach (Finding finding in findings)
            context.ReportDiagnostic(Descriptors.ToDiagnostic(finding.Problem, finding.Place.ToLocation(), inner: finding.Inner?.ToLocation()));
    }
}
