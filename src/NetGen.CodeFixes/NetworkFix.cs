using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>A fix that is a few changes of text: what is written stays as it is written, comments and line breaks too.</summary>
public abstract class NetworkFix : CodeFixProvider
{
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null) return;
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // The generator reports by place, where analyzers are left out; that file may have changed since.
            if (!root.FullSpan.Contains(diagnostic.Location.SourceSpan)) continue;
            Register(new Fixing(context, diagnostic, root, text));
        }
    }

    /// <summary>Offers what can be done about one diagnostic, or nothing.</summary>
    private protected abstract void Register(Fixing fixing);
}

/// <summary>One diagnostic and the text it is in.</summary>
internal sealed class Fixing(CodeFixContext context, Diagnostic diagnostic, SyntaxNode root, SourceText text)
{
    public Diagnostic Diagnostic { get; } = diagnostic;

    public SyntaxNode Root { get; } = root;

    public SourceText Text { get; } = text;

    public Document Document { get; } = context.Document;

    public string Id => Diagnostic.Id;

    public TextSpan Span => Diagnostic.Location.SourceSpan;

    /// <summary>The smallest node that is underlined, or has what is.</summary>
    public T? Find<T>() where T : SyntaxNode => Root.FindNode(Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    /// <summary>What fills the message's place {index}.</summary>
    public string Value(int index) =>
        Diagnostic.Properties.TryGetValue(index.ToString(System.Globalization.CultureInfo.InvariantCulture), out string? value)
            ? value ?? "" : "";

    /// <param name="title">What an editor's menu says.</param>
    /// <param name="change">What is done; an empty text removes.</param>
    public void Offer(string title, params TextChange[] change) =>
        Offer(title, Task.FromResult(Document.WithText(Text.WithChanges(change.OrderBy(one => one.Span.Start)))));

    /// <summary>The title names what is done, so that of several at one place the same is done everywhere.</summary>
    private void Offer(string title, Task<Document> changed) =>
        context.RegisterCodeFix(CodeAction.Create(title, _ => changed, equivalenceKey: Id + ":" + title), Diagnostic);

    public void Offer(string title, Func<CancellationToken, Task<Solution>> change) =>
        context.RegisterCodeFix(CodeAction.Create(title, change, equivalenceKey: Id + ":" + title), Diagnostic);
}
