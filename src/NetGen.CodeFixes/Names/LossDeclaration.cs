using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Ops.Activations;
using NetGen.Compiler.Ops.Losses;
using NetGen.SourceGenerators;

namespace NetGen.CodeFixes.Names;

/// <summary>Training asks for a loss, and a network without one has no method for it: the loss is declared.</summary>
internal static class LossDeclaration
{
    /// <summary>The members that a network with a loss has, and one without has not.</summary>
    private static readonly HashSet<string> needing = ["TrainStep", "Data", "Loss", "Fit", "Evaluate"];

    /// <summary>The network without a loss whose training a node is about; null where there is none.</summary>
    public static INamedTypeSymbol? IsWanted(SyntaxNode node, SemanticModel model)
    {
        foreach (MemberAccessExpressionSyntax access in node.AncestorsAndSelf().TakeWhile(one => one is not StatementSyntax)
            .Select(one => one as MemberAccessExpressionSyntax
            ?? (one as InvocationExpressionSyntax)?.Expression).OfType<MemberAccessExpressionSyntax>())
        {
            if (CallWords.Receiver(access.Expression, model) is INamedTypeSymbol network && Known.IsNetwork(network)
                && !Known.HasLoss(network)
                && SourceGenerators.Names.NameSearch.Known(access.Name.Identifier.ValueText, needing,
                    SourceGenerators.Names.BroughtNames.Methods) is not null) return network;
        }

        return null;
    }

    /// <summary>Offers the losses that suit the last layer, the likeliest first.</summary>
    public static void Offer(Fixing fixing, INamedTypeSymbol network, SemanticModel model)
    {
        // A chain's layers are on the class; of members the last one is the output.
        IEnumerable<AttributeData> layers = network.GetAttributes().Where(IsLayer);
        if (!layers.Any()) layers = network.GetMembers().OfType<IPropertySymbol>().SelectMany(property => property.GetAttributes())
            .Where(IsLayer);
        AttributeSyntax? last = layers.Select(data => data.ApplicationSyntaxReference?.GetSyntax()).OfType<AttributeSyntax>()
            .OrderBy(syntax => syntax.SpanStart).LastOrDefault();
        // Of another assembly.
        if (last is null || fixing.Document.Project.Solution.GetDocument(last.SyntaxTree) is not { } document) return;
        foreach (string loss in Losses(last))
        {
            fixing.Offer($"Declare a loss: [{loss}]", async cancellation =>
            {
                SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
                return document.Project.Solution.WithDocumentText(document.Id, text.WithChanges(AttributeText.Below(text, last, loss)));
            });
        }
    }

    private static bool IsLayer(AttributeData data) => NodeAttributes.RoleOf(data.AttributeClass) == Role.Layer;

    private static string[] Losses(AttributeSyntax last)
    {
        string ending = AttributeText.KindOf(last);
        foreach (AttributeArgumentSyntax argument in last.ArgumentList?.Arguments ?? default)
            if (argument.Expression is MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.ValueText: var name }
                && Values.LastWord(owner) == "Activation") ending = name;
        return ending switch
        {
            nameof(Sigmoid) => [nameof(BinaryCrossEntropy), nameof(MeanSquaredError)],
            nameof(Softmax) => [nameof(CrossEntropy)],
            _ => [nameof(MeanSquaredError), nameof(SoftmaxCrossEntropy), nameof(SigmoidCrossEntropy), nameof(MeanAbsoluteError)],
        };
    }
}
