using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Model;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators;

/// <summary>
/// From a class and its attributes to values. It runs for every network on every edit, so it only reads; what the attributes mean is the
/// compiler's business, and a new layer changes nothing here.
/// </summary>
internal static class NetworkParser
{
    public const string NetworkAttribute = "NetGen.NetworkAttribute";

    private enum Role { None, Network, Input, Layer, Loss }

    /// <summary>Reads a network; null where the class bears no <c>[Network]</c>, or <paramref name="target"/> is not the declaration that does.</summary>
    public static ParsedNetwork? Parse(INamedTypeSymbol type, SyntaxNode? target, CancellationToken cancellation)
    {
        List<(Role Role, AttributeData Data, AttributeSyntax Syntax)> attributes = [];
        TypeDeclarationSyntax? declaration = null;
        AttributeReader.Reading network = default;
        bool isWhole = true;
        foreach (AttributeData data in type.GetAttributes())
        {
            // A misspelt layer: C# names it.
            if (data.AttributeClass is null or { TypeKind: TypeKind.Error }) isWhole = false;
            Role role = RoleOf(data.AttributeClass);
            if (role == Role.None || data.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax) continue;
            if (role != Role.Network) attributes.Add((role, data, syntax));
            else if (declaration is null)
            {
                declaration = (TypeDeclarationSyntax)syntax.Parent!.Parent!;
                network = AttributeReader.Read(data, syntax);
            }
        }

        if (declaration is null || (target is not null && target != declaration)) return null;
        isWhole &= network.IsBound;

        List<NodeSpec> nodes = [];
        List<AttributePlaces> places = [];
        Dictionary<string, int> countOfKind = [];
        string? above = null;
        foreach (var (role, data, syntax) in attributes.Where(a => a.Syntax.Parent!.Parent == declaration).OrderBy(a => a.Syntax.SpanStart))
        {
            AttributeReader.Reading reading = AttributeReader.Read(data, syntax);
            isWhole &= reading.IsBound;
            string kind = KindOf(data.AttributeClass!);
            string name = NameOf(role, kind, countOfKind);
            nodes.Add(new NodeSpec(kind, name, role == Role.Input || above is null ? default : new([above]), reading.Arguments));
            places.Add(reading.Places);
            if (role != Role.Loss) above = name;
        }

        NetworkSpec spec = new(
            TypeNames.Namespace(type.ContainingNamespace),
            TypeNames.Containers(declaration),
            TypeNames.Escape(type.Name),
            TypeNames.Metadata(type),
            new(nodes),
            Find<string>(network.Arguments, "Defaults") ?? "PyTorch",
            Find<object>(network.Arguments, "Checks") is true);

        IReadOnlyList<Finding?> declared = DeclarationChecks.Check(type, declaration, spec, cancellation);
        EquatableArray<Finding> elsewhere = new(Elsewhere(type, attributes.Select(a => a.Syntax), declaration, cancellation));
        return new ParsedNetwork(
            spec,
            new NetworkPlaces(Place.Of(declaration.Identifier), network.Places, new(places)),
            new(declared.OfType<Finding>().Concat(elsewhere)),
            CanBeChecked: isWhole && elsewhere.Count == 0,
            CanBeEmitted: declared.Count == 0);
    }

    /// <summary>Whether an attribute is an input, a layer or a loss.</summary>
    public static bool IsNode(INamedTypeSymbol? attribute) => RoleOf(attribute) is Role.Input or Role.Layer or Role.Loss;

    public static bool IsNetwork(INamedTypeSymbol? attribute) => RoleOf(attribute) == Role.Network;

    /// <summary>By name, not by symbol: no look-up in the compilation, and no trouble with a second copy of the library.</summary>
    private static Role RoleOf(INamedTypeSymbol? attribute)
    {
        for (INamedTypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            if (type.ContainingNamespace is not { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true }) continue;
            switch (type.Name)
            {
                case "NetworkAttribute": return Role.Network;
                case "LayerAttribute": return Role.Layer;
                case "LossAttribute": return Role.Loss;
                case "NodeAttribute": return Role.Input;
            }
        }

        return Role.None;
    }

    public static string KindOf(INamedTypeSymbol attribute)
    {
        const string suffix = "Attribute";
        string name = attribute.Name;
        return name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;
    }

    /// <summary>Layers are numbered by kind, <c>Dense1</c>, <c>Dense2</c>; the one input and the one loss need no number, and a second gets one.</summary>
    private static string NameOf(Role role, string kind, Dictionary<string, int> countOfKind)
    {
        countOfKind.TryGetValue(kind, out int count);
        countOfKind[kind] = ++count;
        return role != Role.Layer && count == 1 ? kind : kind + count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static T? Find<T>(EquatableArray<Argument> arguments, string name) where T : class
    {
        foreach (Argument argument in arguments)
            if (argument.Name == name) return argument.Value as T;
        return null;
    }

    /// <summary>Layers that would be left out: on another part of the class, where nothing says in which order they come, and on its properties.</summary>
    private static IEnumerable<Finding> Elsewhere(
        INamedTypeSymbol type, IEnumerable<AttributeSyntax> attributes, TypeDeclarationSyntax declaration, CancellationToken cancellation)
    {
        HashSet<SyntaxNode> parts = [declaration];
        foreach (AttributeSyntax stray in attributes)
        {
            // One message a part is enough, and C# has one already for a second [Network].
            if (!parts.Add(stray.Parent!.Parent!)) continue;
            yield return DeclarationRules.LayersOnAnotherPart.At(Place.Of(stray), stray.Name.ToString(), type.Name);
        }

        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IPropertySymbol { IsImplicitlyDeclared: false }) continue;
            AttributeData? layer = member.GetAttributes().FirstOrDefault(data => IsNode(data.AttributeClass));
            if (layer?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax)
                yield return DeclarationRules.LayerOnMember.At(Place.Of(syntax), KindOf(layer.AttributeClass!), member.Name, type.Name);
        }
    }
}
