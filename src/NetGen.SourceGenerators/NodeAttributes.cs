using Microsoft.CodeAnalysis;

namespace NetGen.SourceGenerators;

/// <summary>What an attribute is to a declaration.</summary>
internal enum Role { None, Network, Block, Input, Layer, Loss, Modifier }

/// <summary>
/// Tells NetGen's attributes apart: by name, not by symbol, so that nothing is looked up and a second copy of the library is no trouble.
/// </summary>
internal static class NodeAttributes
{
    public static Role RoleOf(INamedTypeSymbol? attribute)
    {
        for (INamedTypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            if (type.ContainingNamespace is not { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true }) continue;
            switch (type.Name)
            {
                case "NetworkAttribute": return Role.Network;
                case "BlockAttribute": return Role.Block;
                case "LayerAttribute": return Role.Layer;
                case "LossAttribute": return Role.Loss;
                case "NodeAttribute": return Role.Input;
                case "ModifierAttribute": return Role.Modifier;
            }
        }

        return Role.None;
    }

    /// <summary>Whether an attribute is an input, a layer or a loss.</summary>
    public static bool IsNode(INamedTypeSymbol? attribute) => RoleOf(attribute) is Role.Input or Role.Layer or Role.Loss;

    /// <summary>Whether C# does not know it: a misspelled layer, perhaps.</summary>
    public static bool IsUnknown(AttributeData data) => data.AttributeClass is null or { TypeKind: TypeKind.Error };

    public static bool IsNetwork(INamedTypeSymbol? attribute) => RoleOf(attribute) == Role.Network;

    public static bool IsBlock(ITypeSymbol? type) =>
        type is not null && type.GetAttributes().Any(data => RoleOf(data.AttributeClass) == Role.Block);

    /// <summary>The version of NetGen that generated into a block's class; "" where none says that it did.</summary>
    public static string Writer(INamedTypeSymbol type)
    {
        foreach (AttributeData data in type.GetAttributes())
        {
            if (data is { AttributeClass: { Name: "WrittenByAttribute",
                ContainingNamespace: { Name: "Runtime",
                    ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } } } }
                && data.ConstructorArguments is [{ Value: string version }]) return version;
        }

        return "";
    }

    /// <summary>The attribute's class name without "Attribute".</summary>
    public static string KindOf(INamedTypeSymbol attribute)
    {
        const string suffix = "Attribute";
        string name = attribute.Name;
        return name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;
    }
}
