using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>Whether properties can be the members of a network: what the generated part of the class needs of them.</summary>
internal static class MemberFormChecks
{
    public static IEnumerable<Finding> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration,
        IReadOnlyList<IPropertySymbol> properties, CancellationToken cancellation)
    {
        SyntaxNode? part = null;
        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (IPropertySymbol property in properties)
        {
            SyntaxNode? declared = property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
            if (declared is IndexerDeclarationSyntax indexer)
            {
                AttributeData first = property.GetAttributes()
                    .First(data => NodeAttributes.IsNode(data.AttributeClass) || NodeAttributes.IsUnknown(data));
                string kind = first.AttributeClass is { } known && NodeAttributes.IsNode(known) ? NodeAttributes.KindOf(known) : "Layer";
                yield return DeclarationRules.Indexer.At(Place.Of(indexer.ThisKeyword), kind, indexer.Type.ToString());
            }
            if (declared is not PropertyDeclarationSyntax syntax) continue;
            Place name = Place.Of(syntax.Identifier);
            part ??= syntax.Parent;
            if (!names.TryGetValue(property.Name, out string? like)) names[property.Name] = property.Name;
            else if (like != property.Name) yield return DeclarationRules.NamesAlike.At(name, property.Name, like, type.Name);
            if (syntax.Parent != part) yield return DeclarationRules.LayersOnAnotherPart.At(name, property.Name, type.Name);
            if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
                yield return DeclarationRules.MemberNotPartial.At(name, property.Name, Text(property, syntax));
            else if (property.IsStatic || property.SetMethod is not null || syntax.AccessorList is null)
                yield return DeclarationRules.MemberNotReadable.At(name, property.Name, Text(property, syntax));

            List<AttributeData> layers = property.GetAttributes()
                .Where(data => NodeAttributes.RoleOf(data.AttributeClass) is Role.Input or Role.Layer).ToList();
            if (layers.Count == 0 && !property.GetAttributes().Any(NodeAttributes.IsUnknown))
                yield return DeclarationRules.LossWithoutLayer.At(name, property.Name);
            for (int i = 1; i < layers.Count; i++)
                yield return DeclarationRules.TwoLayersOnMember.At(PlaceOf(layers[i], name, cancellation),
                    NodeAttributes.KindOf(layers[i].AttributeClass!), property.Name, NodeAttributes.KindOf(layers[0].AttributeClass!));
            if (layers.Count > 0 && property.Type.TypeKind != TypeKind.Error && Expected(layers[0], property) is { } expected)
                yield return DeclarationRules.MemberType.At(Place.Of(syntax.Type), property.Name, syntax.Type.ToString(),
                    NodeAttributes.KindOf(layers[0].AttributeClass!), expected);
        }
    }

    /// <summary>The type the property should have; null where it has one that will do.</summary>
    private static string? Expected(AttributeData layer, IPropertySymbol property)
    {
        string kind = NodeAttributes.KindOf(layer.AttributeClass!);
        static string Qualified(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        string own = Qualified(property.Type);
        string[] fitting = kind switch
        {
            NodeKinds.Input => ["global::NetGen.Input"],
            NodeKinds.Apply when layer.AttributeClass!.TypeArguments.Length == 0 => [own],
            NodeKinds.Apply or NodeKinds.Residual => ["global::NetGen.Layer", Qualified(layer.AttributeClass!.TypeArguments[0])],
            NodeKinds.Repeat or NodeKinds.Parallel =>
                ["global::NetGen.Layer",
                    $"global::NetGen.{kind}<{string.Join(", ", layer.AttributeClass!.TypeArguments.Select(Qualified))}>"],
            NodeKinds.Shared => [own],
            _ when Compiler.Kinds.LayerRegistry.FindLayer(kind)?.Handle is { } handle =>
                ["global::NetGen.Layer", "global::NetGen." + handle],
            _ => ["global::NetGen.Layer"],
        };
        return fitting.Contains(own) ? null : fitting[fitting.Length - 1].Replace("global::", "").Replace("NetGen.", "");
    }

    private static string Text(IPropertySymbol property, PropertyDeclarationSyntax syntax) =>
        $"public partial {syntax.Type} {property.Name} {{ get; }}";

    private static Place PlaceOf(AttributeData data, Place otherwise, CancellationToken cancellation) =>
        data.ApplicationSyntaxReference?.GetSyntax(cancellation) is { } syntax ? Place.Of(syntax) : otherwise;
}
