using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>Layers on a class that no one made a network or a block.</summary>
internal static class MissingNetwork
{
    /// <summary>What every network has, so that where analyzers are left out the generator finds one that is not called so.</summary>
    public const string InputAttribute = "NetGen.InputAttribute";

    /// <summary>At the first layer; null where the class has none, or says what it is.</summary>
    public static (Finding Finding, AttributeSyntax Layer)? Find(INamedTypeSymbol type, CancellationToken cancellation)
    {
        AttributeData? first = null;
        foreach (AttributeData data in type.GetAttributes())
        {
            Role role = NodeAttributes.RoleOf(data.AttributeClass);
            if (role is Role.Network or Role.Block) return null;
            if (role is Role.Input or Role.Layer or Role.Loss) first ??= data;
        }

        return first?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
            ? (DeclarationRules.NoNetwork.At(Place.Of(syntax), type.Name, NodeAttributes.KindOf(first.AttributeClass!)), syntax)
            : null;
    }
}
