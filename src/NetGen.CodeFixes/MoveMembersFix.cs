using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.SourceGenerators;

namespace NetGen.CodeFixes;

/// <summary>Moves a layer's property from another part of a class to the one where the others are, below them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MoveMembersFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1008"];

    private protected override void Register(Fixing fixing)
    {
        if (fixing.Find<AttributeSyntax>() is null && fixing.Find<PropertyDeclarationSyntax>() is { } property)
            fixing.Offer("Move it to where the other layers are", cancellation => MoveAsync(fixing.Document, property, cancellation));
    }

    private static async Task<Solution> MoveAsync(Document document, PropertyDeclarationSyntax property, CancellationToken cancellation)
    {
        Solution solution = document.Project.Solution;
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.GetDeclaredSymbol(property, cancellation) is not { ContainingType: { } type }) return solution;
        List<SyntaxNode> members = MembersReader.Properties(type)
            .Select(member => member.DeclaringSyntaxReferences[0].GetSyntax(cancellation)).ToList();
        if (members.LastOrDefault(member => member.Parent == members[0].Parent) is not { } last || last.Parent == property.Parent
            || solution.GetDocument(last.SyntaxTree) is not { } target) return solution;

        SourceText from = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        SourceText to = target.Id == document.Id ? from : await target.GetTextAsync(cancellation).ConfigureAwait(false);
        TextLine first = from.Lines.GetLineFromPosition(property.SpanStart), end = from.Lines.GetLineFromPosition(property.Span.End);
        bool isAlone = AttributeText.Indentation(from, property.SpanStart) is not null
            && from.ToString(TextSpan.FromBounds(property.Span.End, end.End)).Trim().Length == 0;
        TextChange removed = AttributeText.Remove(isAlone ? TextSpan.FromBounds(first.Start, end.EndIncludingLineBreak) : property.Span);
        string indentation = AttributeText.Indentation(to, last.SpanStart) is { } blanks ? AttributeText.NewLine(to) + blanks : " ";
        TextChange inserted = AttributeText.Insert(last.Span.End, indentation + property);
        return target.Id == document.Id
            ? solution.WithDocumentText(document.Id, from.WithChanges(new[] { removed, inserted }.OrderBy(change => change.Span.Start)))
            : solution.WithDocumentText(document.Id, from.WithChanges(removed)).WithDocumentText(target.Id, to.WithChanges(inserted));
    }
}
