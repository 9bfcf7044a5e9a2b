using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>
/// Gives a user's own member a name that is free, a user's own constructor the call that draws parameters, and a layer's property the form
/// it has to have.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MemberFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1010", "NG1012", "NG1017", "NG1018", "NG1021", "NG1026"];

    private protected override void Register(Fixing fixing)
    {
        switch (fixing.Id)
        {
            case "NG1026" when fixing.Value(0) is { Length: > 0 } similar:
                fixing.Offer($"Rename it to '{similar}2'", cancellation => RenameAsync(fixing, similar + "2", cancellation));
                break;
            case "NG1017" or "NG1018" when fixing.Find<PropertyDeclarationSyntax>() is { } property:
                fixing.Offer("Make it a layer's property", [.. Formed(property)]);
                break;
            case "NG1021" when fixing.Find<PropertyDeclarationSyntax>() is { } property && fixing.Value(3) is { Length: > 0 } type:
                fixing.Offer($"Declare it as '{type}'", new TextChange(property.Type.Span, type));
                break;
            case "NG1010":
                string name = fixing.Value(0),
                    other = "Own" + char.ToUpperInvariant(name.Length > 0 ? name[0] : 'X') + (name.Length > 1 ? name.Substring(1) : "");
                if (name.Length > 0) fixing.Offer($"Rename it to '{other}'", cancellation => RenameAsync(fixing, other, cancellation));
                break;
            case "NG1012" when fixing.Find<ConstructorDeclarationSyntax>() is { } constructor:
                fixing.Offer("Call the generated constructor", constructor.Initializer is { } initializer
                    ? new TextChange(initializer.Span, ": this(seed: 0)")
                    : AttributeText.Insert(constructor.ParameterList.Span.End, " : this(seed: 0)"));
                break;
        }
    }

    /// <summary><c>partial</c>, not static, and with a getter alone.</summary>
    private static IEnumerable<TextChange> Formed(PropertyDeclarationSyntax property)
    {
        foreach (SyntaxToken modifier in property.Modifiers)
            if (modifier.IsKind(SyntaxKind.StaticKeyword))
                yield return AttributeText.Remove(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart));
        if (!property.Modifiers.Any(SyntaxKind.PartialKeyword)) yield return AttributeText.Insert(property.Type.SpanStart, "partial ");
        if (property.AccessorList?.ToString() != "{ get; }")
            yield return new TextChange(TextSpan.FromBounds(property.Identifier.Span.End, property.Span.End), " { get; }");
    }

    private static async Task<Solution> RenameAsync(Fixing fixing, string name, CancellationToken cancellation)
    {
        Solution solution = fixing.Document.Project.Solution;
        SemanticModel? model = await fixing.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        SyntaxNode? declaration = fixing.Root.FindToken(fixing.Span.Start).Parent;
        return declaration is not null && model?.GetDeclaredSymbol(declaration, cancellation) is { } symbol
            ? await Renamer.RenameSymbolAsync(solution, symbol, new SymbolRenameOptions(RenameOverloads: true), name, cancellation)
            .ConfigureAwait(false)
            : solution;
    }
}
