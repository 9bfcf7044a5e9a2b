using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Diagnostics;
using NetGen.SourceGenerators.Files;

namespace NetGen.SourceGenerators;

/// <summary>What is wrong, where <see cref="DiagnosticOwner"/> has the generator report it.</summary>
public sealed partial class NetworkGenerator
{
    private static CompilationOptions OptionsOf(Compilation compilation, CancellationToken _) => compilation.Options;

    private static DiagnosticOwner WhoReportsIn(
        (AnalyzerConfigOptionsProvider Config, (ParseOptions Parse, CompilationOptions Compilation) Other) options,
        CancellationToken cancellation) =>
        DiagnosticOwner.Of(options.Config.GlobalOptions, options.Other.Parse, options.Other.Compilation, cancellation);

    private static bool IsWeights(AdditionalText text) =>
        text.Path.EndsWith(Compiler.Weights.WeightsHeader.Suffix, StringComparison.OrdinalIgnoreCase);

    private static NamedWeights? ReadWeights(
        (AdditionalText Text, AnalyzerConfigOptionsProvider Options) file,
        CancellationToken cancellation) =>
        NamedWeights.Read(file.Text, file.Options, cancellation);

    private static EquatableArray<NamedWeights> ArrayOf(ImmutableArray<NamedWeights?> weights, CancellationToken _) =>
        new(weights.OfType<NamedWeights>());

    private EquatableArray<Finding> FindingsOf(
        (ParseResult Result, (DiagnosticOwner Who, EquatableArray<NamedWeights> Weights) Build) parsed, CancellationToken _)
    {
        if (parsed.Result.Failure is { } failure) return new([failure]);
        ParsedNetwork network = parsed.Result.Network!;
        if (!parsed.Build.Who.GeneratorReportsErrors) return network.Names;
        IReadOnlyList<Finding> findings = Diagnostics.Findings.Mistakes(network, checks, parsed.Build.Weights);
        // The analyzer would look whether C# knows them by now; without it, an error of C#'s may have one next to it.
        if (!parsed.Build.Who.AnalyzersRun && network.Names.Count == 0 && findings.All(finding => finding.Problem.Rule.IsWarning))
            return new(findings.Concat(network.Unresolved));
        return new(
            network.Names.Concat(findings.Where(finding => parsed.Build.Who.IsTheGenerators(finding.Problem))
                .Select(parsed.Build.Who.Reported)));
    }

    private static void ReportBlock(SourceProductionContext context, (ParsedBlock Block, DiagnosticOwner Who) parsed)
    {
        Report(context, parsed.Block.Names);
        if (parsed.Who.GeneratorReportsErrors || parsed.Block.Findings.Any(finding => finding.Problem.Rule == DeclarationRules.Internal))
            Report(context, new(parsed.Block.Findings.Select(parsed.Who.Reported)));
        if (!parsed.Who.AnalyzersRun && parsed.Block.Names.Count + parsed.Block.Findings.Count == 0)
            Report(context, parsed.Block.Unresolved);
    }

    private static Finding? FindMissingNetwork(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        MissingNetwork.Find((INamedTypeSymbol)context.TargetSymbol, cancellation) is { } missing
            && missing.Layer.Parent!.Parent == context.TargetNode ? missing.Finding : null;

    private static bool IsFound(Finding? finding) => finding is not null;

    private static void ReportMissingNetwork(SourceProductionContext context, (Finding? Finding, DiagnosticOwner Who) found)
    {
        if (found.Who.GeneratorReportsErrors) Report(context, new([found.Who.Reported(found.Finding!)]));
    }

    private static bool IsBuilt(ParseResult result) =>
        result.Network is { CanBeEmitted: true, Spec: { HasErrors: false, OnlyMembers: false } };

    private static Place NameOf(ParseResult result, CancellationToken _) => result.Network!.Places.Name;

    /// <summary>What is to be reported for a compilation without optimization; null of others.</summary>
    private static Problem? UnoptimizedIn((Compilation Compilation, ParseOptions Parse) project, CancellationToken _)
    {
        if (project.Compilation.Options.OptimizationLevel != OptimizationLevel.Debug) return null;
        bool isOneFile = project.Parse.Features.ContainsKey("FileBasedProgram");
        string remedy = isOneFile ? "#:property Optimize=true at the top of the file"
            : "<Optimize>true</Optimize> in the project, also for Debug";
        return new Problem(DeclarationRules.Unoptimized, -1, null, project.Compilation.AssemblyName ?? "The project", remedy);
    }

    /// <summary>Once in a build, at the first network: in an editor all projects are unoptimized.</summary>
    private static IEnumerable<Finding> WarnOfUnoptimized(
        ((ImmutableArray<Place> Names, Problem? Unoptimized) Project, DiagnosticOwner Who) build, CancellationToken _) =>
        build is { Who.GeneratorReportsErrors: true, Project: { Unoptimized: { } problem, Names.IsEmpty: false } }
            ? [new Finding(problem,
                build.Project.Names.OrderBy(name => name.Path, StringComparer.Ordinal).ThenBy(name => name.Span.Start).First())] : [];

    private static void ReportFinding(SourceProductionContext context, Finding finding) => Report(context, new([finding]));

    private static bool IsNetwork(ParseResult result) => result.Network is not null;

    private static string MetadataNameOf(ParseResult result, CancellationToken _) => result.Network!.Spec.MetadataName;

    private static EquatableArray<string> NamesOf(ImmutableArray<string> names, CancellationToken _) => new(names);

    private static IEnumerable<Problem> WeightsOfNoNetwork(
        ((EquatableArray<NamedWeights> Weights, EquatableArray<string> Networks) Files, DiagnosticOwner Who) known, CancellationToken _) =>
        known.Files.Weights.Select(file => file.OfProject(known.Files.Networks.Any(file.IsOf))).OfType<Problem>()
            .Where(known.Who.IsTheGenerators);

    private static void ReportProblem(SourceProductionContext context, Problem problem) =>
        context.ReportDiagnostic(Descriptors.ToDiagnostic(problem, Location.None));

    private static void Report(SourceProductionContext context, EquatableArray<Finding> findings)
    {
        foreach (Finding finding in findings)
            context.ReportDiagnostic(
                Descriptors.ToDiagnostic(finding.Problem, finding.Place.ToLocation(), inner: finding.Inner?.ToLocation(),
                    isConfigurable: finding.IsConfigurable));
    }
}
