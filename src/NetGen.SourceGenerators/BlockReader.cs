using Microsoft.CodeAnalysis;
using NetGen.Compiler.Model;

namespace NetGen.SourceGenerators;

/// <summary>The blocks a network applies, and those these apply, wherever they are declared: each is read once.</summary>
internal sealed class BlockReader(CancellationToken cancellation)
{
    private readonly Dictionary<string, BlockSpec?> known = [];

    /// <summary>All blocks met so far.</summary>
    public EquatableArray<BlockSpec> Blocks => new(known.Values.OfType<BlockSpec>().OrderBy(block => block.Key, StringComparer.Ordinal));

    /// <summary>Whether C# itself objects to something in a block.</summary>
    public bool IsWhole { get; private set; } = true;

    public EquatableArray<string> Keys(IEnumerable<ITypeSymbol> types)
    {
        List<string> keys = [];
        foreach (ITypeSymbol type in types)
        {
            if (type is not INamedTypeSymbol { TypeKind: not TypeKind.Error } named)
            {
                IsWhole = false;
                continue;
            }
            string key = TypeNames.Metadata(named) + ", " + named.ContainingAssembly?.Name;
            keys.Add(key);
            if (known.ContainsKey(key) || !NodeAttributes.IsBlock(named)) continue;
            known[key] = null;      // met, so that a block that applies itself ends here; the compiler says so
            known[key] = Read(named, key);
        }
        return new(keys);
    }

    private BlockSpec Read(INamedTypeSymbol type, string key)
    {
        List<AttributeData> own = type.GetAttributes().Where(data => NodeAttributes.IsNode(data.AttributeClass) || NodeAttributes.IsUnknown(data))
            .OrderBy(data => data.ApplicationSyntaxReference?.Span.Start ?? 0).ToList();
        if (own.Any(NodeAttributes.IsUnknown)) IsWhole = false;
        List<IPropertySymbol> properties = MembersReader.Properties(type);
        if (properties.Count == 0 || own.Any(data => !NodeAttributes.IsUnknown(data)))
        {
            var chain = new ChainReader(BlockSpec.Arrival);
            foreach (AttributeData data in own)
            {
                if (NodeAttributes.IsUnknown(data)) chain.AddUnknown();
                else chain.Add(NodeAttributes.RoleOf(data.AttributeClass), data, Arguments(data, out bool isBound), isBound, this);
            }
            return Spec(chain.Nodes, isChain: true);
        }
        var members = new MembersReader(BlockSpec.Arrival, this);
        foreach (IPropertySymbol property in properties)
            foreach (AttributeData _ in members.Add(property, Arguments)) { }
        return Spec(members.Nodes, isChain: false);

        BlockSpec Spec(List<NodeSpec> nodes, bool isChain) => new(key, type.Name, new(nodes))
        {
            IsChain = isChain,
            Type = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Accessibility = Visibility(type),
        };
    }

    /// <summary>What a property of the type may be in a class beside it.</summary>
    private static string Visibility(INamedTypeSymbol type)
    {
        string visibility = "public ";
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal) return "";
            if (outer.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal) visibility = "internal ";
        }
        return visibility;
    }

    private EquatableArray<Argument> Arguments(AttributeData data, out bool isBound)
    {
        isBound = true;
        if (data.ApplicationSyntaxReference?.GetSyntax(cancellation) is not Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax syntax) return AttributeReader.Read(data);
        AttributeReader.Reading reading = AttributeReader.Read(data, syntax);
        isBound = reading.IsBound;
        IsWhole &= isBound;
        return reading.Arguments;
    }
}
