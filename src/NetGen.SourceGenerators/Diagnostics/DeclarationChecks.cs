using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>
/// Whether a second part of the class can be written at all. Each finding here also keeps the generator from writing one, which would add
/// errors in code no one wrote. A null is such a mistake that someone else reports: C# itself, or this analyzer at another network.
/// </summary>
internal static class DeclarationChecks
{
    public static IReadOnlyList<Finding?> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        [.. CheckKind(type, declaration), .. CheckContainers(type, declaration), .. CheckLanguage(type, declaration)];

    private static IEnumerable<Finding> CheckKind(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        Place name = Place.Of(declaration.Identifier);
        if (type.TypeKind != TypeKind.Class || type.IsRecord)
        {
            string kind = type.TypeKind switch
            {
                TypeKind.Struct => type.IsRecord ? "record struct" : "struct",
                TypeKind.Interface => "interface",
                _ => "record",
            };
            yield return DeclarationRules.NotAClass.At(name, type.Name, kind);
            yield break;
        }

        if (type.IsStatic) yield return DeclarationRules.Static.At(Modifier(declaration, SyntaxKind.StaticKeyword, name), type.Name);
        else if (type.IsAbstract)
            yield return DeclarationRules.Abstract.At(Modifier(declaration, SyntaxKind.AbstractKeyword, name), type.Name);
        if (declaration.TypeParameterList is { } parameters)
            yield return DeclarationRules.Generic.At(Place.Of(parameters), type.Name, parameters.ToString());
        if (IsAlone(type, declaration)) yield return DeclarationRules.NotPartial.At(name, type.Name);
    }

    private static IEnumerable<Finding?> CheckContainers(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        if (type.IsFileLocal)
            yield return DeclarationRules.FileLocal.At(Modifier(declaration, SyntaxKind.FileKeyword, Place.Of(declaration.Identifier)),
                type.Name, type.Name);
        INamedTypeSymbol? outer = type.ContainingType;
        for (SyntaxNode? node = declaration.Parent; node is TypeDeclarationSyntax part && outer is not null; node = node.Parent,
            outer = outer.ContainingType)
        {
            bool isFileLocal = outer.IsFileLocal;
            bool isAlone = IsAlone(outer, part);
            if (!isFileLocal && !isAlone) continue;
            // The first network of a class speaks for all of them.
            if (!SymbolEqualityComparer.Default.Equals(FirstNetwork(outer), type)) yield return null;
            else if (isFileLocal)
                yield return DeclarationRules.FileLocal.At(Modifier(part, SyntaxKind.FileKeyword, Place.Of(part.Identifier)),
                    outer.Name, type.Name);
            else yield return DeclarationRules.OuterNotPartial.At(Place.Of(part.Identifier), outer.Name, type.Name, Keyword(part));
        }
    }

    private static IEnumerable<Finding> CheckLanguage(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        LanguageVersion version = ((CSharpParseOptions)declaration.SyntaxTree.Options).LanguageVersion;
        if (version < LanguageVersion.CSharp12)
            yield return DeclarationRules.LanguageVersion.At(Place.Of(declaration.Identifier), type.Name, version.ToDisplayString());
    }

    /// <summary>Not partial, and the only declaration: of several C# itself says that each must be partial.</summary>
    private static bool IsAlone(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        !declaration.Modifiers.Any(SyntaxKind.PartialKeyword) && type.DeclaringSyntaxReferences.Length == 1;

    private static INamedTypeSymbol? FirstNetwork(INamedTypeSymbol outer)
    {
        foreach (INamedTypeSymbol nested in outer.GetTypeMembers())
        {
            if (nested.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass))) return nested;
            if (FirstNetwork(nested) is { } deeper) return deeper;
        }

        return null;
    }

    private static string Keyword(TypeDeclarationSyntax type) =>
        type is RecordDeclarationSyntax { ClassOrStructKeyword: var second } && !second.IsKind(SyntaxKind.None) ? "record " + second.Text
            : type.Keyword.Text;

    /// <summary>Where the modifier is; it may be on another part, then the name has to do.</summary>
    private static Place Modifier(TypeDeclarationSyntax declaration, SyntaxKind modifier, Place otherwise)
    {
        foreach (SyntaxToken token in declaration.Modifiers)
            if (token.IsKind(modifier)) return Place.Of(token);
        return otherwise;
    }
}
