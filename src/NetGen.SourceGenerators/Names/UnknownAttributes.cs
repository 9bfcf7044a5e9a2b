using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Names;

/// <summary>Attributes of a network that C# does not know, and what NetGen has that they may mean.</summary>
internal static class UnknownAttributes
{
    /// <summary>What is reported for the attributes of a network or block and of its properties, where there is something to say.</summary>
    public static IEnumerable<Finding> Find(INamedTypeSymbol type, CancellationToken cancellation)
    {
        IEnumerable<AttributeData> all = type.GetAttributes().Concat(type.GetMembers().OfType<IPropertySymbol>()
            .Where(property => property.PartialDefinitionPart is null).SelectMany(property => property.GetAttributes()));
        foreach (AttributeData data in all)
        {
            if (!NodeAttributes.IsUnknown(data)
                || data.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax) continue;
            string word = Word(syntax.Name);
            if (Candidates(type) is { } candidates && Kind(word, candidates) is { } kind)
                yield return NameRules.Unknown.At(Place.Of(syntax.Name), word, NodeAttributes.KindOf(kind));
            else if (BroughtNames.Missing.Contains(BroughtNames.Fold(word)))
                yield return NameRules.Missing.At(Place.Of(syntax.Name), word);
        }
    }

    /// <summary>Whether a class is a network or block, or has a layer, which only those have.</summary>
    public static bool IsNetwork(INamedTypeSymbol type) => type.GetAttributes().Concat(type.GetMembers().OfType<IPropertySymbol>()
        .SelectMany(property => property.GetAttributes()))
        .Any(data => NodeAttributes.RoleOf(data.AttributeClass) != Role.None);

    /// <summary>The attribute of NetGen's that a word means; null where none is meant.</summary>
    public static INamedTypeSymbol? Kind(string word, Compilation compilation) =>
        compilation.GetTypeByMetadataName(NetworkParser.NetworkAttribute)?.ContainingNamespace is { } library
            ? Kind(word, Attributes(library)) : null;

    private static INamedTypeSymbol? Kind(string word, IReadOnlyList<INamedTypeSymbol> attributes)
    {
        string? name = NameSearch.Find(word, [.. attributes.Select(NodeAttributes.KindOf)], BroughtNames.Attributes,
            BroughtNames.Functions);
        return attributes.FirstOrDefault(attribute => NodeAttributes.KindOf(attribute) == name);
    }

    /// <summary>The library's attributes, from one that the class has.</summary>
    private static IReadOnlyList<INamedTypeSymbol>? Candidates(INamedTypeSymbol type)
    {
        foreach (AttributeData data in type.GetAttributes().Concat(type.GetMembers().OfType<IPropertySymbol>()
            .SelectMany(property => property.GetAttributes())))
            if (NodeAttributes.RoleOf(data.AttributeClass) != Role.None) return Attributes(data.AttributeClass!.ContainingNamespace);
        return null;
    }

    private static IReadOnlyList<INamedTypeSymbol> Attributes(INamespaceSymbol library) =>
        [.. library.GetTypeMembers().Where(type => type is { IsAbstract: false, DeclaredAccessibility: Accessibility.Public }
            && NodeAttributes.RoleOf(type) != Role.None)];

    /// <summary>A name without qualifier, type arguments and "Attribute".</summary>
    public static string Word(NameSyntax name)
    {
        string word = name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => name.ToString(),
        };
        return word.EndsWith("Attribute", StringComparison.Ordinal) ? word.Substring(0, word.Length - "Attribute".Length) : word;
    }
}
