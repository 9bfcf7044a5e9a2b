using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators;

namespace NetGen.CodeFixes;

/// <summary>
/// Adds what a chain lacks and puts what is in the wrong place into the right one: the input first, the loss last, [Network] above.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StructureFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1015", "NG1101", "NG1102", "NG1103", "NG1104"];

    private protected override void Register(Fixing fixing)
    {
        if (fixing.Id is "NG1101" or "NG1103")
        {
            if (fixing.Find<TypeDeclarationSyntax>() is not { } type) return;
            var attributes = type.AttributeLists.SelectMany(list => list.Attributes).ToList();
            if (fixing.Id == "NG1101" && attributes.Find(one => AttributeText.KindOf(one) == "Network") is { } network)
                fixing.Offer("Add [Input(1)]", cancellation => AddInputAsync(fixing.Document, fixing.Text, type, network, cancellation));
            else if (fixing.Id == "NG1103" && attributes.Find(one => AttributeText.KindOf(one) == NodeKinds.Input) is { } input)
                fixing.Offer("Add [Dense(1)]", AttributeText.Below(fixing.Text, input, "Dense(1)"));
            return;
        }

        if (fixing.Find<AttributeSyntax>() is not { } attribute) return;
        List<AttributeSyntax> all = AttributeText.InOrder(attribute).ToList();
        switch (fixing.Id)
        {
            case "NG1015":
                fixing.Offer("Add [Network]", AttributeText.Above(fixing.Text, attribute, "Network"));
                break;
            case "NG1102" when all.FindIndex(one => AttributeText.KindOf(one) == NodeKinds.Input) is var first && all[first] != attribute:
                fixing.Offer("Remove this input", AttributeText.Remove(AttributeText.Whole(fixing.Text, attribute)));
                break;
            case "NG1102" when all.Find(one => AttributeText.KindOf(one) == "Network") is { } network:
                fixing.Offer("Move it to the top", Moved(fixing, attribute, AttributeText.Below(fixing.Text, network, Written(attribute))));
                break;
            case "NG1104" when all.LastOrDefault() is { } last && last != attribute
                && !AttributeText.KindOf(last).EndsWith("Entropy", StringComparison.Ordinal)
                && !AttributeText.KindOf(last).EndsWith("Error", StringComparison.Ordinal):
                fixing.Offer("Move it to the bottom", Moved(fixing, attribute, AttributeText.Below(fixing.Text, last, Written(attribute))));
                break;
            case "NG1104":
                fixing.Offer("Remove this loss", AttributeText.Remove(AttributeText.Whole(fixing.Text, attribute)));
                break;
        }
    }

    /// <summary>On the class of a chain; where the layers are members, as the first of them.</summary>
    private static async Task<Solution> AddInputAsync(Document document, SourceText text, TypeDeclarationSyntax declaration,
        AttributeSyntax network, CancellationToken cancellation)
    {
        Solution solution = document.Project.Solution;
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.GetDeclaredSymbol(declaration, cancellation) is INamedTypeSymbol type
            && !type.GetAttributes().Any(data => NodeAttributes.IsNode(data.AttributeClass))
            && MembersReader.Properties(type) is [var first, ..])
        {
            if (first.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not PropertyDeclarationSyntax property
                || solution.GetDocument(property.SyntaxTree) is not { } target) return solution;
            SourceText members = await target.GetTextAsync(cancellation).ConfigureAwait(false);
            string qualifier = AttributeText.Qualifier(network), name = AttributeText.FreeName(type.MemberNames, NodeKinds.Input);
            return solution.WithDocumentText(target.Id,
                members.WithChanges(
                    AttributeText.Above(members, property, $"[{qualifier}Input(1)] public partial {qualifier}Input {name} {{ get; }}")));
        }

        return solution.WithDocumentText(document.Id, text.WithChanges(AttributeText.Below(text, network, "Input(1)")));
    }

    private static string Written(AttributeSyntax attribute) => attribute.ToString().Substring(AttributeText.Qualifier(attribute).Length);

    private static TextChange[] Moved(Fixing fixing, AttributeSyntax attribute, TextChange put) =>
        [AttributeText.Remove(AttributeText.Whole(fixing.Text, attribute)), put];
}
