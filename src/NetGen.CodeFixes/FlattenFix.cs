using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>Puts <c>[Flatten]</c> above a layer or loss that takes a vector.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FlattenFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG2001", "NG2005"];

    private protected override void Register(Fixing fixing)
    {
        if (fixing.Find<AttributeSyntax>() is { Parent.Parent: TypeDeclarationSyntax } attribute)
            fixing.Offer("Put [Flatten] above", AttributeText.Above(fixing.Text, attribute, "Flatten"));
    }
}
