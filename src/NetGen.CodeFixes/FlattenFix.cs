using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;

namespace NetGen.CodeFixes;

/// <summary>
/// Puts <c>[Flatten]</c> above a layer or loss that takes a vector; above a member as a member of its own, which takes what that one took.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FlattenFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG2001", "NG2005"];

    private protected override void Register(Fixing fixing)
    {
        if (fixing.Find<AttributeSyntax>() is not { } attribute) return;
        switch (attribute.Parent?.Parent)
        {
            case TypeDeclarationSyntax:
                fixing.Offer("Put [Flatten] above", AttributeText.Above(fixing.Text, attribute, nameof(Flatten)));
                break;
            // Above a member's loss is its layer, on the same property.
            case PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax type } property when fixing.Id == "NG2001":
                fixing.Offer("Put [Flatten] above", [.. Member(fixing.Text, attribute, property, type)]);
                break;
        }
    }

    private static IEnumerable<TextChange> Member(SourceText text, AttributeSyntax attribute, PropertyDeclarationSyntax property,
        TypeDeclarationSyntax type)
    {
        AttributeArgumentSyntax? from =
            attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "From");
        string qualifier = AttributeText.Qualifier(attribute), name = property.Identifier.ValueText + NodeKinds.Input;
        name = AttributeText.FreeName(type.Members.OfType<PropertyDeclarationSyntax>().Select(one => one.Identifier.ValueText), name);
        yield return AttributeText.Above(text, property,
            $"[{qualifier}Flatten{(from is null ? "" : $"({from})")}] public partial {qualifier}Layer {name} {{ get; }}");
        // The member above is what is taken where none is named.
        if (from is not null) yield return AttributeText.Remove(AttributeText.Whole(from));
    }
}
