using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.SourceGenerators;

namespace NetGen.CodeFixes;

/// <summary>
/// Moves layers from another part of a class to the declaration that has <c>[Network]</c>: below its layers, above its loss. A second
/// <c>[Network]</c> goes.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MoveLayersFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1008", "NG1025"];

    private protected override void Register(Fixing fixing)
    {
        // Where a bracket is missing no one knows what goes with an attribute that is taken away.
        if (fixing.Find<AttributeSyntax>()?.Parent?.Parent is TypeDeclarationSyntax part
            && !part.AttributeLists.Any(list => list.ContainsDiagnostics))
            fixing.Offer(fixing.Id == "NG1008" ? "Move the layers to the declaration with [Network]" : "Make it one declaration",
                cancellation => MoveAsync(fixing.Document, part, cancellation));
    }

    private static async Task<Solution> MoveAsync(Document document, TypeDeclarationSyntax part, CancellationToken cancellation)
    {
        Solution solution = document.Project.Solution;
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.GetDeclaredSymbol(part, cancellation) is not INamedTypeSymbol type) return solution;

        List<AttributeSyntax> moved = [], own = [], second = [];
        AttributeSyntax? network = null, loss = null;
        foreach (AttributeData data in type.GetAttributes())
        {
            if (data.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax) continue;
            if (NodeAttributes.IsNetwork(data.AttributeClass) && network is not null && syntax.Parent?.Parent == part) second.Add(syntax);
            if (NodeAttributes.IsNetwork(data.AttributeClass)) network ??= syntax;
            if (!NodeAttributes.IsNode(data.AttributeClass)) continue;
            if (syntax.Parent?.Parent == part) moved.Add(syntax);
            else own.Add(syntax);
            if (data.AttributeClass?.BaseType?.Name == "LossAttribute" && syntax.Parent?.Parent != part) loss = syntax;
        }

        if (network is null || moved.Count + second.Count == 0) return solution;
        SyntaxNode declaration = network.Parent!.Parent!;
        if (declaration == part) moved.Clear();
        own = own.Where(attribute => attribute.Parent?.Parent == declaration).OrderBy(attribute => attribute.SpanStart).ToList();
        moved = moved.OrderBy(attribute => attribute.SpanStart).ToList();
        AttributeSyntax last = own.LastOrDefault(attribute => attribute != loss) ?? network;

        SourceText from = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        Document? target = solution.GetDocument(network.SyntaxTree);
        if (target is null) return solution;
        SourceText to = target.Id == document.Id ? from : await target.GetTextAsync(cancellation).ConfigureAwait(false);
        List<TextChange> removals = [.. Removals(from, [.. moved, .. second])];
        if (moved.Count == 0)
            return solution.WithDocumentText(document.Id, from.WithChanges(removals.OrderBy(change => change.Span.Start)));
        var insertions = moved.Select(attribute => AttributeText.Below(to, last, attribute.ToString())).ToList();
        TextChange inserted = AttributeText.Insert(insertions[0].Span.Start, string.Concat(insertions.Select(change => change.NewText)));

        if (target.Id == document.Id)
            return solution.WithDocumentText(document.Id, from.WithChanges(removals.Append(inserted).OrderBy(change => change.Span.Start)));
        return solution.WithDocumentText(document.Id, from.WithChanges(removals)).WithDocumentText(target.Id, to.WithChanges(inserted));
    }

    /// <summary>Brackets that become empty go whole, others lose what is moved.</summary>
    internal static IEnumerable<TextChange> Removals(SourceText text, List<AttributeSyntax> moved)
    {
        foreach (IGrouping<AttributeListSyntax, AttributeSyntax> list in moved.GroupBy(attribute => (AttributeListSyntax)attribute.Parent!))
        {
            if (list.Count() == list.Key.Attributes.Count)
            {
                TextLine last = text.Lines.GetLineFromPosition(list.Key.Span.End);
                bool isAlone = AttributeText.Indentation(text, list.Key.SpanStart) is not null
                    && text.ToString(TextSpan.FromBounds(list.Key.Span.End, last.End)).Trim().Length == 0;
                int end = list.Key.Span.End;
                while (!isAlone && end < text.Length && text[end] == ' ') end++;
                yield return AttributeText.Remove(isAlone
                    ? TextSpan.FromBounds(text.Lines.GetLineFromPosition(list.Key.SpanStart).Start, last.EndIncludingLineBreak)
                    : TextSpan.FromBounds(list.Key.SpanStart, end));
            }
            else
            {
                var kept = list.Key.Attributes.Where(attribute => !moved.Contains(attribute)).Select(attribute => attribute.ToString());
                yield return new TextChange(list.Key.Span, $"[{string.Join(", ", kept)}]");
            }
        }
    }
}
