using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>
/// Takes back what C# says of arrays in attributes (CS3016) where the attribute is a layer's, in a library that promises CLS compliance:
/// <c>[Input(28, 28)]</c>, <c>[Concat(…)]</c>. No language but C# reads these attributes, since what is generated from them is C#.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ComplianceSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor ArrayInAttribute = new("NGS3016", "CS3016",
        "NetGen's attributes are read by its generator, which is one of C#.");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [ArrayInAttribute];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree) continue;
            SyntaxNode node = tree.GetRoot(context.CancellationToken)
                .FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
                && context.GetSemanticModel(tree).GetTypeInfo(attribute, context.CancellationToken).Type is INamedTypeSymbol type
                && NodeAttributes.RoleOf(type) != Role.None)
                context.ReportSuppression(Suppression.Create(ArrayInAttribute, diagnostic));
        }
    }
}
