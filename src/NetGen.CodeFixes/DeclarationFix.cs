using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>
/// Makes the class of a network what it has to be: partial (that of a block, too), with the classes around it; not static, abstract,
/// generic, a record, a struct, or local to its file.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclarationFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1001", "NG1002", "NG1003", "NG1004", "NG1005", "NG1006",
        "NG1007", "NG1022"];

    private protected override void Register(Fixing fixing)
    {
        if (fixing.Find<TypeDeclarationSyntax>() is not { } type) return;
        switch (fixing.Id)
        {
            case "NG1001" or "NG1002" or "NG1022":
                var alone = type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
                    .Where(one => !one.Modifiers.Any(SyntaxKind.PartialKeyword)).ToList();
                if (alone.Count > 0)
                    fixing.Offer("Make it partial", [.. alone.Select(one => AttributeText.Insert(one.Keyword.SpanStart, "partial "))]);
                break;
            case "NG1003" when type.TypeParameterList is { } parameters:
                fixing.Offer($"Remove '{parameters}'",
                    [AttributeText.Remove(parameters.Span),
                        .. type.ConstraintClauses.Select(clause => AttributeText.Remove(WithBlanksBefore(fixing.Text, clause.Span)))]);
                break;
            case "NG1004" or "NG1005" or "NG1007":
                SyntaxToken modifier = fixing.Root.FindToken(fixing.Span.Start);
                if (modifier.Span == fixing.Span && SyntaxFacts.IsAccessibilityModifier(modifier.Kind()) is false
                    && modifier.Parent == type && type.Modifiers.Contains(modifier))
                    fixing.Offer($"Remove '{modifier.ValueText}'",
                        AttributeText.Remove(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart)));
                break;
            case "NG1006" when type.Keyword.IsKind(SyntaxKind.RecordKeyword) || type.Keyword.IsKind(SyntaxKind.StructKeyword):
                SyntaxToken last = type is RecordDeclarationSyntax { ClassOrStructKeyword: var second } && !second.IsKind(SyntaxKind.None)
                    ? second : type.Keyword;
                List<TextChange> changes = [new(TextSpan.FromBounds(type.Keyword.SpanStart, last.Span.End), "class")];
                // What only a struct can be.
                changes.AddRange(type.Modifiers.Where(one => one.Kind() is SyntaxKind.ReadOnlyKeyword or SyntaxKind.RefKeyword)
                    .Select(one => AttributeText.Remove(TextSpan.FromBounds(one.SpanStart, one.GetNextToken().SpanStart))));
                if (!type.Modifiers.Any(SyntaxKind.PartialKeyword)) changes[0] = new(changes[0].Span, "partial class");
                fixing.Offer("Make it a class", [.. changes]);
                break;
        }
    }

    private static TextSpan WithBlanksBefore(SourceText text, TextSpan span)
    {
        int start = span.Start;
        while (start > 0 && char.IsWhiteSpace(text[start - 1])) start--;
        return TextSpan.FromBounds(start, span.End);
    }
}
