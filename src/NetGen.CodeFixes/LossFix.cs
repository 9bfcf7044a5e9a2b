using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Ops.Activations;
using NetGen.Compiler.Ops.Losses;

namespace NetGen.CodeFixes;

/// <summary>Brings the last activation and the loss together: another loss, or the activation added or removed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LossFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG2002", "NG2003", "NG2006", "NG4001", "NG4002", "NG4003",
        "NG4004", "NG4012"];

    private protected override void Register(Fixing fixing)
    {
        if (fixing.Find<AttributeSyntax>() is not { } attribute) return;
        switch (fixing.Id)
        {
            case "NG2002":
                UseLoss(fixing, attribute, fixing.Value(3));
                AddActivation(fixing, attribute, fixing.Value(2).Replace("Activation.", ""));
                break;
            case "NG2003":
                UseLoss(fixing, attribute, fixing.Value(4));
                RemoveActivation(fixing, AttributeText.Before(attribute), fixing.Value(3));
                break;
            case "NG2006":
                UseLoss(fixing, attribute, nameof(BinaryCrossEntropy));
                break;
            case "NG4001":
                RemoveActivation(fixing, attribute, "softmax");
                break;
            case "NG4003" or "NG4012":
                RemoveActivation(fixing, attribute, nameof(ReLU));
                break;
            case "NG4004" when IsOfChain(attribute):
                fixing.Offer("Remove the dropout", AttributeText.Remove(AttributeText.Whole(fixing.Text, attribute)));
                break;
            case "NG4002":
                UseLoss(fixing, attribute, fixing.Value(3));
                break;
        }
    }

    /// <summary>
    /// What the old loss was given stays where the new one has it too; the weight every loss has, targets only those over classes.
    /// </summary>
    private static void UseLoss(Fixing fixing, AttributeSyntax attribute, string loss)
    {
        if (loss.Length == 0) return;
        string[] written = loss.TrimEnd(')').Split('(');
        bool keepsTargets = loss is nameof(CrossEntropy) or nameof(SoftmaxCrossEntropy);
        var kept = attribute.ArgumentList?.Arguments.Where(argument => keepsTargets
            || argument.NameEquals?.Name.Identifier.ValueText == "Weight").Select(argument => argument.ToString()) ?? [];
        string arguments = string.Join(", ",
            written.Skip(1).Select(argument => AttributeText.Qualifier(attribute) + argument).Concat(kept));
        fixing.Offer($"Use [{loss}]",
            new TextChange(attribute.Span,
                AttributeText.Qualifier(attribute) + written[0] + (arguments.Length == 0 ? "" : $"({arguments})")));
    }

    /// <summary>As an argument of the dense layer above, else as a layer of its own.</summary>
    private static void AddActivation(Fixing fixing, AttributeSyntax loss, string activation)
    {
        if (AttributeText.Before(loss) is not { } above || activation.Length == 0) return;
        bool isFree = AttributeText.HasUnits(above)
            && above.ArgumentList is { Arguments: [{ NameEquals: null, NameColon: null }, ..] arguments }
            && (arguments.Count == 1 || arguments[1].NameEquals is not null);
        if (!isFree && !IsOfChain(above)) return;
        fixing.Offer($"End with {activation}", isFree
            ? AttributeText.Insert(above.ArgumentList!.Arguments[0].Span.End, $", {AttributeText.Qualifier(above)}Activation.{activation}")
            : AttributeText.Above(fixing.Text, loss, activation));
    }

    /// <summary>
    /// A layer of a chain comes and goes as one attribute; a member is a property that others, and the user's own code, may name.
    /// </summary>
    private static bool IsOfChain(AttributeSyntax layer) => layer.Parent?.Parent is TypeDeclarationSyntax;

    /// <summary>The layer that is nothing else, or the argument that asks for it.</summary>
    private static void RemoveActivation(Fixing fixing, AttributeSyntax? layer, string activation)
    {
        if (layer is null || activation.Length == 0) return;
        if (string.Equals(AttributeText.KindOf(layer), activation, StringComparison.OrdinalIgnoreCase))
        {
            if (IsOfChain(layer)) fixing.Offer($"Remove the {activation}", AttributeText.Remove(AttributeText.Whole(fixing.Text, layer)));
            return;
        }

        foreach (AttributeArgumentSyntax argument in layer.ArgumentList?.Arguments ?? default)
        {
            if (argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
                && string.Equals(name, activation, StringComparison.OrdinalIgnoreCase))
                fixing.Offer($"Remove the {activation}", AttributeText.Remove(AttributeText.Whole(argument)));
        }
    }
}
