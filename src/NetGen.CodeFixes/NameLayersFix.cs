using System.Collections.Immutable;
using System.Composition;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;

namespace NetGen.CodeFixes;

/// <summary>
/// Makes members of the layers of a chain, each a property with the name the layer has in the chain: where the two forms are mixed, or a
/// layer names what it takes.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameLayersFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1009", "NG1158"];

    private protected override void Register(Fixing fixing)
    {
        SyntaxNode? bearer = fixing.Id == "NG1009" ? fixing.Find<PropertyDeclarationSyntax>()?.Parent
            : fixing.Find<AttributeSyntax>()?.Parent?.Parent;
        if (bearer is TypeDeclarationSyntax type && Changes(fixing.Text, type) is { } changes) fixing.Offer("Name the layers", changes);
    }

    /// <summary>Attributes become properties at the top of the class; null where it has none.</summary>
    internal static TextChange[]? Changes(SourceText text, TypeDeclarationSyntax type)
    {
        List<AttributeSyntax> nodes = [.. type.AttributeLists.SelectMany(list => list.Attributes).Where(IsNode)];
        if (nodes.Count == 0) return null;
        string line = AttributeText.NewLine(text),
            outer = AttributeText.Indentation(text, text.Lines.GetLineFromPosition(type.Keyword.SpanStart).Start + IndentOf(text, type))
            ?? "";
        string inner = outer + "    ";

        var members = new List<(string Attributes, string Type, string Name)>();
        var counts = new Dictionary<string, int>();
        foreach (AttributeSyntax node in nodes)
        {
            string kind = AttributeText.KindOf(node);
            if (LayerRegistry.FindLoss(kind) is not null && members.Count > 0)
            {
                members[members.Count - 1] = members[members.Count - 1] with
                    { Attributes = members[members.Count - 1].Attributes + ", " + node };
                continue;
            }

            counts[kind] = counts.TryGetValue(kind, out int count) ? count + 1 : 1;
            string name = kind == NodeKinds.Input && counts[kind] == 1 ? kind
                : kind + counts[kind].ToString(System.Globalization.CultureInfo.InvariantCulture);
            members.Add((node.ToString(), kind == NodeKinds.Input ? kind : LayerRegistry.FindLayer(kind)?.Handle ?? "Layer", name));
        }

        var written = new StringBuilder();
        foreach (var (attributes, handle, name) in members)
            written.Append(inner).Append($"[{attributes}] public partial {handle} {name} {{ get; }}").Append(line);
        List<TextChange> changes = [.. MoveLayersFix.Removals(text, nodes)];
        changes.Add(type.SemicolonToken.IsKind(SyntaxKind.SemicolonToken) && type.OpenBraceToken.IsKind(SyntaxKind.None)
            ? new TextChange(type.SemicolonToken.Span, $"{line}{outer}{{{line}{written}{outer}}}")
            : AttributeText.Insert(text.Lines.GetLineFromPosition(type.OpenBraceToken.Span.End).EndIncludingLineBreak is var below
                && OpensLine(text, type) ? below : type.OpenBraceToken.Span.End,
                OpensLine(text, type) ? written.ToString() : line + written));
        return [.. changes];
    }

    private static int IndentOf(SourceText text, TypeDeclarationSyntax type)
    {
        string line = text.Lines.GetLineFromPosition(type.Keyword.SpanStart).ToString();
        return line.Length - line.TrimStart().Length;
    }

    private static bool OpensLine(SourceText text, TypeDeclarationSyntax type)
    {
        TextLine line = text.Lines.GetLineFromPosition(type.OpenBraceToken.Span.End);
        return text.ToString(TextSpan.FromBounds(type.OpenBraceToken.Span.End, line.End)).Trim().Length == 0;
    }

    private static bool IsNode(AttributeSyntax attribute) =>
        AttributeText.KindOf(attribute) is var kind
            && (kind == NodeKinds.Input || LayerRegistry.FindLayer(kind) is not null || LayerRegistry.FindLoss(kind) is not null);
}
