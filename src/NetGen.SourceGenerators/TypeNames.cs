using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>Names of types as code and as metadata write them.</summary>
internal static class TypeNames
{
    /// <summary>With an @ before keywords, also before those that are keywords in some places only.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            || PrivateNames.Contextual.ContainsKey(name) ? "@" + name : name;

    /// <summary>The namespace as a declaration writes it; "" for the global one.</summary>
    public static string Namespace(INamespaceSymbol @namespace)
    {
        if (@namespace.IsGlobalNamespace) return "";
        string outer = Namespace(@namespace.ContainingNamespace);
        return outer.Length == 0 ? Escape(@namespace.Name) : outer + "." + Escape(@namespace.Name);
    }

    /// <summary>Unique in the assembly: <c>Samples.Outer`1+Classifier</c>.</summary>
    public static string Metadata(INamedTypeSymbol type)
    {
        StringBuilder name = new(type.MetadataName);
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name.Insert(0, outer.MetadataName + "+");
        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
            name.Insert(0, space.Name + ".");
        return name.ToString();
    }

    /// <summary>
    /// Headers that open a further part of each enclosing type, outermost first. What may be on one part only (accessibility, constraints)
    /// is left out.
    /// </summary>
    public static EquatableArray<string> Containers(TypeDeclarationSyntax declaration)
    {
        Stack<string> headers = new();
        for (SyntaxNode? node = declaration.Parent; node is TypeDeclarationSyntax outer; node = node.Parent)
            headers.Push(Header(outer));
        return new(headers);
    }

    private static string Header(TypeDeclarationSyntax type)
    {
        string keyword = type.Keyword.Text;
        if (type is RecordDeclarationSyntax { ClassOrStructKeyword: var second } && !second.IsKind(SyntaxKind.None))
            keyword += " " + second.Text;
        string parameters = type.TypeParameterList is { } list
            ? "<" + string.Join(", ", list.Parameters.Select(parameter => Escape(parameter.Identifier.ValueText))) + ">"
            : "";
        return "partial " + keyword + " " + Escape(type.Identifier.ValueText) + parameters;
    }
}
