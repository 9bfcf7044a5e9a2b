using Microsoft.CodeAnalysis;
using NetGen.SourceGenerators;

namespace NetGen.CodeFixes.Names;

/// <summary>What NetGen has: the attributes, optimizers, networks and members of a compilation.</summary>
internal static class Known
{
    public static bool IsOurs(ISymbol? symbol) => symbol?.ContainingNamespace is { Name: "NetGen",
        ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>A class with <c>[Network]</c>; of another assembly too.</summary>
    public static bool IsNetwork(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class } && type.GetAttributes()
        .Any(data => NodeAttributes.IsNetwork(data.AttributeClass));

    /// <summary>Whether a network has a loss, and so what needs one.</summary>
    public static bool HasLoss(ITypeSymbol network) => network.GetAttributes().Concat(network.GetMembers().OfType<IPropertySymbol>()
        .SelectMany(property => property.GetAttributes()))
        .Any(data => NodeAttributes.RoleOf(data.AttributeClass) == Role.Loss);

    public static bool IsOptimizer(ITypeSymbol? type)
    {
        for (ITypeSymbol? one = type; one is not null; one = one.BaseType)
            if (one.Name == "Optimizer" && IsOurs(one)) return true;
        return false;
    }

    /// <summary>Optimizers that can be created.</summary>
    public static List<INamedTypeSymbol> Optimizers(Compilation compilation) =>
        [.. Types(compilation).Where(type => !type.IsAbstract && IsOptimizer(type))];

    /// <summary>The library's types.</summary>
    public static IEnumerable<INamedTypeSymbol> Types(Compilation compilation) =>
        compilation.GetTypeByMetadataName(NetworkParser.NetworkAttribute)?.ContainingNamespace.GetTypeMembers() ?? [];

    /// <summary>
    /// What a value may be asked for by its name: its members, those of what it derives from, and the library's extension methods.
    /// </summary>
    public static IEnumerable<ISymbol> Members(ITypeSymbol type, Compilation compilation)
    {
        for (ITypeSymbol? one = type; one is not null && one.SpecialType != SpecialType.System_Object; one = one.BaseType)
            foreach (ISymbol member in one.GetMembers())
                if (member is { DeclaredAccessibility: Accessibility.Public, CanBeReferencedByName: true,
                    Kind: SymbolKind.Method or SymbolKind.Property or SymbolKind.Field } && !IsHidden(member)) yield return member;
        if (!IsNetwork(type) || compilation.GetTypeByMetadataName("NetGen.Trainer") is not { } trainer) yield break;
        foreach (IMethodSymbol method in trainer.GetMembers().OfType<IMethodSymbol>())
            if (method.IsExtensionMethod && method.DeclaredAccessibility == Accessibility.Public) yield return method;
    }

    /// <summary>Hidden from completion: generated code calls it.</summary>
    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes()
        .Any(data => data is { AttributeClass.Name: "EditorBrowsableAttribute", ConstructorArguments: [{ Value: 1 }] });

    /// <summary>What an attribute or an object is created with.</summary>
    public static IMethodSymbol? Constructor(INamedTypeSymbol type) => type.InstanceConstructors
        .Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public)
            .OrderByDescending(constructor => constructor.Parameters.Length).FirstOrDefault();

    /// <summary>What may be set behind the constructor's arguments.</summary>
    public static List<IPropertySymbol> Settable(INamedTypeSymbol type)
    {
        List<IPropertySymbol> settable = [];
        for (INamedTypeSymbol? one = type; one is not null; one = one.BaseType)
            settable.AddRange(one.GetMembers().OfType<IPropertySymbol>()
                .Where(property => property is { SetMethod.DeclaredAccessibility: Accessibility.Public, IsStatic: false,
                IsIndexer: false }));
        return settable;
    }
}
