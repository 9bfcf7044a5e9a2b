using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>Gives a user's own member a name that is free, and a user's own constructor the call that draws parameters.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MemberFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1010", "NG1012"];

    private protected override void Register(Fixing fixing)
    {
        switch (fixing.Id)
        {
            case "NG1010":
                string name = fixing.Value(0), other = "Own" + char.ToUpperInvariant(name.Length > 0 ? name[0] : 'X') + (name.Length > 1 ? name.Substring(1) : "");
                if (name.Length > 0) fixing.Offer($"Rename it to '{other}'", cancellation => RenameAsync(fixing, other, cancellation));
                break;
            case "NG1012" when fixing.Find<ConstructorDeclarationSyntax>() is { } constructor:
                fixing.Offer("Call the generated constructor", constructor.Initializer is { } initializer
                    ? new TextChange(initializer.Span, ": this(seed: 0)")
                    : AttributeText.Insert(constructor.ParameterList.Span.End, " : this(seed: 0)"));
                break;
        }
    }

    private static async Task<Solution> RenameAsync(Fixing fixing, string name, CancellationToken cancellation)
    {
        Solution solution = fixing.Document.Project.Solution;
        SemanticModel? model = await fixing.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        SyntaxNode? declaration = fixing.Root.FindToken(fixing.Span.Start).Parent;
        return declaration is not null && model?.GetDeclaredSymbol(declaration, cancellation) is { } symbol
            ? await Renamer.RenameSymbolAsync(solution, symbol, new SymbolRenameOptions(RenameOverloads: true), name, cancellation).ConfigureAwait(false)
            : solution;
    }
}
