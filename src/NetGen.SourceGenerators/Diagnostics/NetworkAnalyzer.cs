using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler;
using NetGen.Compiler.Model;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>Reports what is wrong with a network while it is typed, at the argument at fault.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    private readonly Func<NetworkSpec, EquatableArray<Problem>> check;

    public NetworkAnalyzer() : this(NetworkCompiler.Check) { }

    /// <summary>With another compiler, for tests of where problems are reported.</summary>
    internal NetworkAnalyzer(Func<NetworkSpec, EquatableArray<Problem>> check) => this.check = check;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // A declaration in a file that calls itself generated is a network like any other.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (!WhoReports.IsTheGenerator(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions))
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        });
    }

    private void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        try
        {
            if (NetworkParser.Parse(type, target: null, context.CancellationToken) is { } network)
            {
                foreach (Finding finding in Findings.All(network, check))
                    context.ReportDiagnostic(Descriptors.ToDiagnostic(finding.Problem, Locate(type, finding.Place)));
            }

            if (BlockParser.Parse(type, target: null, context.CancellationToken) is { } block)
            {
                foreach (Finding finding in block.Findings)
                    context.ReportDiagnostic(Descriptors.ToDiagnostic(finding.Problem, Locate(type, finding.Place)));
            }
            else if (!type.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass)))
            {
                CheckForMissingNetwork(context, type);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The generator fails on the same declaration and says so, as NG0001; once is enough.
        }
    }

    private static void CheckForMissingNetwork(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        AttributeData? layer = type.GetAttributes().FirstOrDefault(data => NodeAttributes.IsNode(data.AttributeClass));
        if (layer?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax syntax) return;
        Finding finding = DeclarationRules.NoNetwork.At(Place.Of(syntax), type.Name, NodeAttributes.KindOf(layer.AttributeClass!));
        context.ReportDiagnostic(Descriptors.ToDiagnostic(finding.Problem, syntax.GetLocation()));
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
