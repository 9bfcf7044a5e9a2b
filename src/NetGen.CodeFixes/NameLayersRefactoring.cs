using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>
/// Offers to name the layers of any chain: as members they can be taken by several others, and files and messages call them by the names
/// they are given.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(NameLayersRefactoring)), Shared]
public sealed class NameLayersRefactoring : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent.Parent: TypeDeclarationSyntax type })
            return;
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (!AttributeText.InOrder(type.AttributeLists[0].Attributes[0]).Any(attribute => AttributeText.KindOf(attribute) == "Network")
            || NameLayersFix.Changes(text, type) is not { } changes) return;
        context.RegisterRefactoring(CodeAction.Create(
            "Name the layers",
            _ => Task.FromResult(context.Document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)))),
            equivalenceKey: nameof(NameLayersRefactoring)));
    }
}
