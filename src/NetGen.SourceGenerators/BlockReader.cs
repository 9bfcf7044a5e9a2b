using Microsoft.CodeAnalysis;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>The blocks a network applies, and those these apply, wherever they are declared: each is read once.</summary>
/// <param name="assembly">Where they are applied.</param>
/// <param name="unread">What cannot be read, of the network and of its blocks.</param>
internal sealed class BlockReader(IAssemblySymbol assembly, UnreadParts unread, CancellationToken cancellation)
{
    private readonly Dictionary<string, BlockSpec?> known = [];
    private readonly Dictionary<AttributeData, AttributePlaces> written = [];
    private readonly List<BlockPlaces> places = [];

    /// <summary>All blocks met so far.</summary>
    public EquatableArray<BlockSpec> Blocks => new(known.Values.OfType<BlockSpec>().OrderBy(block => block.Key, StringComparer.Ordinal));

    /// <summary>Where they are written, those of which there is a source.</summary>
    public EquatableArray<BlockPlaces> Places => new(places.OrderBy(block => block.Key, StringComparer.Ordinal));

    /// <summary>
    /// False where C# itself objects to something in a block, or its class is none that anything could be generated into, which is reported
    /// for that.
    /// </summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The keys of those types that are known.</summary>
    /// <param name="types">Blocks, or what is in their place.</param>
    /// <param name="layer">The attribute that applies them.</param>
    public EquatableArray<string> Keys(IEnumerable<ITypeSymbol> types, AttributeData? layer)
    {
        List<string> keys = [];
        foreach (ITypeSymbol type in types)
        {
            // A block that is a network, too: which is meant, it is asked where it is.
            if (type is not INamedTypeSymbol { TypeKind: not TypeKind.Error } named
                || NodeAttributes.IsBlock(named) && named.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass)))
            {
                if (type.TypeKind == TypeKind.Error) unread.Add(type, layer?.ApplicationSyntaxReference?.GetSyntax(cancellation));
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
        // Blocks in blocks: thousands deep would end the compiler without a word.
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        List<AttributeData> own = type.GetAttributes()
            .Where(data => NodeAttributes.IsNode(data.AttributeClass) || NodeAttributes.IsUnknown(data))
            .OrderBy(data => data.ApplicationSyntaxReference?.Span.Start ?? 0).ToList();
        foreach (AttributeData data in own.Where(NodeAttributes.IsUnknown))
        {
            IsWhole = false;
            unread.Add(data, cancellation);
        }
        List<IPropertySymbol> properties = MembersReader.Properties(type);
        if (properties.Count == 0 || own.Any(data => !NodeAttributes.IsUnknown(data)))
        {
            var chain = new ChainReader(BlockSpec.Arrival);
            foreach (AttributeData data in own)
            {
                if (NodeAttributes.IsUnknown(data))
                {
                    chain.AddUnknown();
                    if (data.ApplicationSyntaxReference?.GetSyntax(
                        cancellation) is Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax syntax)
                            written[data] = AttributeReader.Places(syntax);
                }
                else chain.Add(NodeAttributes.RoleOf(data.AttributeClass), data, Arguments(data, out bool isBound), isBound, this);
            }
            return Spec(chain.Nodes, own, isChain: true);
        }
        var members = new MembersReader(BlockSpec.Arrival, this);
        List<AttributeData> nodes = [.. properties.SelectMany(property => members.Add(property, Arguments))];
        return Spec(members.Nodes, nodes, isChain: false);

        BlockSpec Spec(List<NodeSpec> nodes, List<AttributeData> attributes, bool isChain)
        {
            bool isOwn = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly);
            bool isWritten = !isOwn || BlockParser.CanBeWritten(type, cancellation);
            IsWhole &= isWritten;
            if (attributes.TrueForAll(written.ContainsKey)) places.Add(new BlockPlaces(key, new(attributes.Select(data => written[data]))));
            return new(key, type.Name, new(nodes))
            {
                IsChain = isChain,
                Type = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                Accessibility = isWritten ? Visibility(type) : "",
                BuiltBy = isOwn ? null : NodeAttributes.Writer(type),
            };
        }
    }

    /// <summary>What a property of the type may be in a class alongside it.</summary>
    private static string Visibility(INamedTypeSymbol type)
    {
        string visibility = "public ";
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return "";
            if (outer.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal) visibility = "internal ";
        }
        return visibility;
    }

    private EquatableArray<Argument> Arguments(AttributeData data, out bool isBound)
    {
        isBound = true;
        if (data.ApplicationSyntaxReference?.GetSyntax(cancellation) is not Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax syntax)
            return AttributeReader.Read(data);
        AttributeReader.Reading reading = AttributeReader.Read(data, syntax, unread.Unknown);
        unread.Add(reading);
        written[data] = reading.Places;
        isBound = reading.IsBound;
        IsWhole &= isBound;
        return reading.Arguments;
    }
}
