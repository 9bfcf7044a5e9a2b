using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Files;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>Reports what is wrong with a network while it is typed, at the argument at fault.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    private readonly Checks checks;

    public NetworkAnalyzer() : this(Checks.Compiler) { }

    /// <summary>With other checks, for tests of where problems are reported.</summary>
    internal NetworkAnalyzer(Checks checks) => this.checks = checks;

    /// <summary>With another compiler.</summary>
    internal NetworkAnalyzer(Func<NetworkSpec, IEnumerable<Problem>> check) : this(new Checks { Mistakes = check }) { }

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // A declaration in a file that calls itself generated is a network like any other.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            DiagnosticOwner who = DiagnosticOwner.Of(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions,
                start.Compilation.SyntaxTrees.FirstOrDefault()?.Options);
            if (!who.AnalyzersRun) return;
            ProjectFiles files = new(start.Options, start.CancellationToken);
            start.RegisterSymbolAction(symbol => Analyze(symbol, files, who), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => files.ReportUnused(end, who));
        });
    }

    private void Analyze(SymbolAnalysisContext context, ProjectFiles files, DiagnosticOwner who)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        ParsedNetwork? network = null;
        try
        {
            network = NetworkParser.Parse(type, target: null, context.Compilation, context.CancellationToken);
            if (network is not null)
            {
                IReadOnlyList<Finding> mistakes = Findings.Mistakes(network, checks, files.Weights);
                Report(context, type, mistakes.Where(mistake => who.IsTheAnalyzers(mistake.Problem)));
                if (!network.Spec.HasErrors && mistakes.All(mistake => mistake.Problem.Rule.IsWarning))
                    ReportUnread(context, type, "Network", network.Places.Name);
                // The generator asks for no warnings, so that a failure there is the analyzer's to report, too.
                if (mistakes.All(mistake => mistake.Problem.Rule != DeclarationRules.Internal))
                    Report(context, type, Findings.LintWarnings(network, checks));
                files.MarkUsed(network.Spec);
                if (!network.Spec.HasErrors) files.CompareReports(context, network, place => Locate(type, place));
            }

            if (BlockParser.Parse(type, target: null, context.Compilation, context.CancellationToken) is { } block)
            {
                Report(context, type, block.Findings.Where(finding => who.IsTheAnalyzers(finding.Problem)));
                if (block.Spec is { HasErrors: false }) ReportUnread(context, type, "Block", block.Name);
            }
            else if (MissingNetwork.Find(type, context.CancellationToken) is { } missing && who.IsTheAnalyzers(missing.Finding.Problem))
            {
                context.ReportDiagnostic(Descriptors.ToDiagnostic(missing.Finding.Problem, missing.Layer.GetLocation()));
            }

            // What a network or block asks of the classes around it is reported where those are analyzed: an editor asks class by class.
            foreach (INamedTypeSymbol nested in NestedIn(type))
            {
                if (who.GeneratorReportsErrors) break;
                if (NetworkParser.Parse(nested, target: null, context.Compilation, context.CancellationToken) is { } inner)
                    Report(context, nested, inner.Findings);
                if (BlockParser.Parse(nested, target: null, context.Compilation, context.CancellationToken) is { } innerBlock)
                    Report(context, nested, innerBlock.Findings);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Where the parser fails, the generator fails on the same declaration and says so, as NG0001; once is enough. What follows it
            // the generator does not do.
            if (network is not null)
                context.ReportDiagnostic(
                    Descriptors.ToDiagnostic(Findings.Failure(network, exception).Problem, Locate(type, network.Places.Name)));
        }
    }

    /// <summary>
    /// The generator has written a stub, and nothing is wrong here: it saw the declaration before another generator's code was there. What
    /// it could not read the stub says.
    /// </summary>
    private static void ReportUnread(SymbolAnalysisContext context, INamedTypeSymbol type, string kind, Place name)
    {
        // Alongside a member of the user's of that name it has a number.
        AttributeData? unread = type.GetMembers()
            .Where(member => member.Name.StartsWith("ErrorsInDeclaration", StringComparison.Ordinal) && MemberChecks.IsGenerated(member))
            .SelectMany(member => member.GetAttributes()).FirstOrDefault(data => data.AttributeClass?.Name == "DescriptionAttribute");
        if (unread?.ConstructorArguments is not [{ Value: string texts }]) return;
        foreach (string text in texts.Split(Compiler.CSharp.SurfaceRenderer.UnreadSeparator).Distinct())
        {
            SyntaxNode? part = type.DeclaringSyntaxReferences
                .SelectMany(reference => reference.GetSyntax(context.CancellationToken).DescendantNodes(node => node is not BlockSyntax))
                .FirstOrDefault(node => node is AttributeArgumentSyntax or NameSyntax && node.ToString() == text);
            context.ReportDiagnostic(Descriptors.ToDiagnostic(
                DeclarationRules.UnknownToGenerator.At(name, kind, type.Name, text).Problem, part?.GetLocation() ?? Locate(type, name)));
        }
    }

    /// <summary>
    /// Those findings about a network or block that are in the type being analyzed: the network itself, or one around it.
    /// </summary>
    private static void Report(SymbolAnalysisContext context, INamedTypeSymbol network, IEnumerable<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            INamedTypeSymbol owner = network;
            while (!Contains(owner, finding.Place) && owner.ContainingType is { } outer) owner = outer;
            if (SymbolEqualityComparer.Default.Equals(owner, context.Symbol))
                context.ReportDiagnostic(
                    Descriptors.ToDiagnostic(finding.Problem, Locate(owner, finding.Place), inner: Inner(context.Compilation, finding)));
        }
    }

    /// <summary>The block's line, in whatever file it is.</summary>
    private static Location? Inner(Compilation compilation, Finding finding)
    {
        if (finding.Inner is not { } place) return null;
        return compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == place.Path && place.Span.End <= tree.Length) is { } tree
            ? Location.Create(tree, place.Span) : place.ToLocation();
    }

    private static bool Contains(INamedTypeSymbol type, Place place) =>
        type.DeclaringSyntaxReferences.Any(part => part.SyntaxTree.FilePath == place.Path && part.Span.Contains(place.Span));

    private static IEnumerable<INamedTypeSymbol> NestedIn(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol nested in type.GetTypeMembers())
        {
            yield return nested;
            foreach (INamedTypeSymbol deeper in NestedIn(nested)) yield return deeper;
        }
    }

    /// <summary>A live location: in a part of the type where one contains the place, else (a class around it) in the file.</summary>
    private static Location Locate(INamedTypeSymbol type, Place place)
    {
        SyntaxReference? within = null;
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
        {
            if (part.SyntaxTree.FilePath != place.Path) continue;
            if (part.Span.Contains(place.Span)) return Location.Create(part.SyntaxTree, place.Span);
            within = part;
        }

        return within is null ? place.ToLocation() : Location.Create(within.SyntaxTree, place.Span);
    }
}
