using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>
/// The names the user has where a generated part of a class is: members of the class and its base classes, and all that the class's own
/// code could mean by a simple name, such as types of its namespace, members and type parameters of the classes around it, and what usings
/// bring in.
/// </summary>
/// <param name="type">The class.</param>
/// <param name="declaration">One of its parts.</param>
/// <param name="model">Of the declaration's file, without generated code.</param>
internal sealed class UserNames(INamedTypeSymbol type, TypeDeclarationSyntax declaration, SemanticModel model)
{
    /// <summary>
    /// Those names that private members of a network's generated part would have, and words that would not be the keywords they look like.
    /// </summary>
    public EquatableArray<string> OfNetwork() =>
        new(PrivateNames.TakenOf(IsTaken).Concat(PrivateNames.Contextual.Keys.Where(IsType)).Concat(Self));

    /// <summary>Those names that private members of a block's generated part would have.</summary>
    /// <param name="members">Names of its layers.</param>
    public EquatableArray<string> OfBlock(IEnumerable<string> members) =>
        new(PrivateNames.TakenOf(IsTaken,
            ["ErrorsInDeclaration", "Name", .. members.Select(member => Compiler.CSharp.BlockSurface.FieldOf(member))]).Concat(Self));

    /// <summary>The class's own name, where a base class has a type of that name, which is nearer.</summary>
    private IEnumerable<string> Self
    {
        get
        {
            for (INamedTypeSymbol? @base = type.BaseType; @base is not null; @base = @base.BaseType)
                if (!@base.GetTypeMembers(type.Name).IsEmpty) return [type.Name];
            return [];
        }
    }

    private bool IsTaken(string name)
    {
        if (name == type.Name) return true;
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
            if (!part.GetMembers(name).IsEmpty || part.GetMembers("this[]").Any(indexer => indexer.MetadataName == name)) return true;
        return !model.LookupSymbols(declaration.SpanStart, name: name).IsEmpty;
    }

    private bool IsType(string name)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
            if (part.Name == name || !part.GetTypeMembers(name).IsEmpty) return true;
        return !model.LookupNamespacesAndTypes(declaration.SpanStart, name: name).IsEmpty;
    }
}
