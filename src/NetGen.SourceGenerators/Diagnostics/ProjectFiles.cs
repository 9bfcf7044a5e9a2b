using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler.Costs;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Files;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>The project's files about networks: weights and committed reports, and which of them have found theirs.</summary>
internal sealed class ProjectFiles
{
    /// <summary>Where a fix finds the whole report, and the file to write it to.</summary>
    public const string Report = "Report", Path = "Path";

    private readonly ConcurrentDictionary<object, bool> used = new();

    public ProjectFiles(AnalyzerOptions options, CancellationToken cancellation)
    {
        Weights = [.. options.AdditionalFiles.Select(file => NamedWeights.Read(file, options.AnalyzerConfigOptionsProvider, cancellation))
            .OfType<NamedWeights>()];
        Reports = [.. options.AdditionalFiles.Select(file => CommittedReport.Read(file, cancellation)).OfType<CommittedReport>()];
    }

    public IReadOnlyList<NamedWeights> Weights { get; }

    private IReadOnlyList<CommittedReport> Reports { get; }

    public void MarkUsed(NetworkSpec spec)
    {
        foreach (NamedWeights file in Weights)
            if (file.IsOf(spec.MetadataName)) used[file] = true;
        foreach (CommittedReport file in Reports)
            if (file.IsOf(spec)) used[file] = true;
    }

    public void CompareReports(SymbolAnalysisContext context, ParsedNetwork network, Func<Place, Location> locate)
    {
        foreach (CommittedReport file in Reports)
        {
            if (!file.IsOf(network.Spec) || file.Compare(network.Spec) is not { } difference) continue;
            context.ReportDiagnostic(Descriptors.ToDiagnostic(difference.Problem, locate(network.Places.Name),
                ImmutableDictionary<string, string?>.Empty.Add(Report, difference.Report).Add(Path, file.Path)));
        }
    }

    public void ReportUnused(CompilationAnalysisContext context, DiagnosticOwner who)
    {
        foreach (NamedWeights file in Weights)
            if (file.OfProject(used.ContainsKey(file)) is { } problem && who.IsTheAnalyzers(problem))
                context.ReportDiagnostic(Descriptors.ToDiagnostic(problem, Location.None));
        foreach (CommittedReport file in Reports)
            if (!used.ContainsKey(file))
                context.ReportDiagnostic(
                    Descriptors.ToDiagnostic(new Problem(CostRules.ReportOfNothing, -1, null, file.FileName, file.Network), Location.None));
    }
}
