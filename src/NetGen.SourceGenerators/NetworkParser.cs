using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Diagnostics;
using NetGen.SourceGenerators.Names;

namespace NetGen.SourceGenerators;

/// <summary>
/// From a class and its attributes to values. It runs for every network on every edit, so it only reads; what the attributes mean is the
/// compiler's business, and a new layer changes nothing here.
/// </summary>
internal static class NetworkParser
{
    public const string NetworkAttribute = "NetGen.NetworkAttribute";

    /// <summary>
    /// Reads a network; null where the class has no <c>[Network]</c>, or <paramref name="target"/> is not the declaration that does.
    /// </summary>
    /// <param name="type">The class.</param>
    /// <param name="target">The declaration of it that is asked about; null for whichever has the attribute.</param>
    /// <param name="compilation">Where it is declared.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="model">Of the declaration's file, where code is to be generated: which names are free there.</param>
    public static ParsedNetwork? Parse(INamedTypeSymbol type, SyntaxNode? target, Compilation compilation, CancellationToken cancellation,
        SemanticModel? model = null)
    {
        UnreadParts unread = new();
        NetworkConstants constants = new(compilation, cancellation);
        // The analyzer sees what the generator wrote, and a constant of a network with mistakes would have a value there.
        bool isWritten = type.GetMembers()
            .Any(member => member.Name is "ParameterCount" or "ErrorsInDeclaration" && MemberChecks.IsGenerated(member));
        ParsedNetwork? parsed = Parse(type, target, compilation, constants, unread, [], model, cancellation);
        if (parsed is null) return null;
        if (!isWritten && !unread.HasArguments) return parsed with { Unresolved = Unresolved() };

        if (constants.Resolve(type) is { } resolved)
        {
            bool isOther = resolved.Compilation != compilation;
            INamedTypeSymbol same = isOther ? resolved.Compilation.Assembly.GetTypeByMetadataName(TypeNames.Metadata(type)) ?? type : type;
            if (isOther || resolved.Unknown.Count + resolved.Circular.Count > 0)
            {
                unread = new UnreadParts([.. resolved.Unknown, .. resolved.Circular.Keys]);
                Finding[] circular =
                    [.. resolved.Circular.Select(
                        one => DeclarationRules.CircularSize.At(Place.Of(one.Key), type.Name, one.Key.ToString(), one.Value))];
                parsed = Parse(same, target, resolved.Compilation, constants, unread, circular, model, cancellation);
            }
        }

        return parsed is null ? null : parsed with { Unresolved = Unresolved() };

        EquatableArray<Finding> Unresolved() => unread.UnresolvedIn(type, "Network", constants);
    }

    private static ParsedNetwork? Parse(
        INamedTypeSymbol type, SyntaxNode? target, Compilation compilation, NetworkConstants constants, UnreadParts unread,
        IReadOnlyList<Finding> circular, SemanticModel? model, CancellationToken cancellation)
    {
        List<(Role Role, AttributeData Data, AttributeSyntax Syntax)> attributes = [];
        TypeDeclarationSyntax? declaration = null;
        AttributeReader.Reading network = default;
        List<AttributeSyntax> others = [];
        bool isWhole = true;
        foreach (AttributeData data in type.GetAttributes())
        {
            // A misspelled layer: C# names it.
            bool isUnknown = NodeAttributes.IsUnknown(data);
            isWhole &= !isUnknown;
            if (isUnknown) unread.Add(data, cancellation);
            Role role = NodeAttributes.RoleOf(data.AttributeClass);
            if (role is Role.Block || role == Role.None && !isUnknown
                || data.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax) continue;
            if (role != Role.Network) attributes.Add((role, data, syntax));
            else if (declaration is null)
            {
                declaration = (TypeDeclarationSyntax)syntax.Parent!.Parent!;
                network = AttributeReader.Read(data, syntax, unread.Unknown);
            }
            else others.Add(syntax);
        }

        if (declaration is null || (target is not null && target != declaration)) return null;
        isWhole &= network.IsBound;
        unread.Add(network);

        List<AttributePlaces> places = [];
        BlockReader blocks = new(type.ContainingAssembly, unread, cancellation);
        EquatableArray<Argument> Read(AttributeData data, out bool isBound)
        {
            AttributeReader.Reading reading = AttributeReader.Read(data, SyntaxOf(data), unread.Unknown);
            unread.Add(reading);
            isBound = reading.IsBound;
            isWhole &= isBound;
            return reading.Arguments;
        }
        AttributeSyntax SyntaxOf(AttributeData data) => (AttributeSyntax)data.ApplicationSyntaxReference!.GetSyntax(cancellation);
        AttributePlaces PlacesOf(AttributeData data) => NodeAttributes.IsUnknown(data) ? AttributeReader.Places(SyntaxOf(data))
            : AttributeReader.Read(data, SyntaxOf(data)).Places;

        List<NodeSpec> nodes;
        List<MemberSpec> members = [];
        List<Finding> strays;
        List<IPropertySymbol> properties = MembersReader.Properties(type);
        bool isChain = properties.Count == 0 || attributes.Any(a => a.Role != Role.None);
        if (isChain)
        {
            ChainReader chain = new(null);
            foreach (var (role, data, syntax) in attributes.OrderBy(a => a.Syntax.Parent!.Parent != declaration)
                .ThenBy(a => a.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(a => a.Syntax.SpanStart))
            {
                places.Add(PlacesOf(data));
                if (role == Role.None) chain.AddUnknown();
                else chain.Add(role, data, Read(data, out bool isBound), isBound, blocks);
            }
            foreach (IPropertySymbol property in properties)
                foreach (AttributeData data in property.GetAttributes().Where(data => NodeAttributes.IsNode(data.AttributeClass)))
                {
                    places.Add(PlacesOf(data));
                    chain.AddStray(property.Name, data, Read(data, out bool isBound), isBound, blocks);
                }
            nodes = chain.Nodes;
            strays = [.. Elsewhere(type, attributes.Where(a => a.Role != Role.None).Select(a => a.Syntax), declaration, others),
                .. OnProperties(type, properties, cancellation)];
        }
        else
        {
            MembersReader reader = new(null, blocks);
            foreach (IPropertySymbol property in properties)
            {
                isWhole &= property.Type.TypeKind != TypeKind.Error && !property.GetAttributes().Any(NodeAttributes.IsUnknown);
                if (property.Type.TypeKind == TypeKind.Error)
                    unread.Add(property.Type, property.DeclaringSyntaxReferences[0].GetSyntax(cancellation));
                foreach (AttributeData data in property.GetAttributes().Where(NodeAttributes.IsUnknown)) unread.Add(data, cancellation);
                foreach (AttributeData data in reader.Add(property, Read)) places.Add(PlacesOf(data));
            }
            nodes = reader.Nodes;
            members = reader.Members;
            strays = MemberFormChecks.Check(type, declaration, properties, cancellation).ToList();
        }
        strays.AddRange(MemberChecks.CheckRequired(type, declaration, "network", "in Create and Load"));
        if (MemberChecks.CheckAncestors(type, declaration) is { } derived) strays.Add(derived);
        strays.AddRange(unread.FindingsIn(type));
        strays.AddRange(circular);
        strays.AddRange(others.Select(other => DeclarationRules.TwoNetworks.At(Place.Of(other), type.Name)));

        NetworkSpec spec = new(
            TypeNames.Namespace(type.ContainingNamespace),
            TypeNames.Containers(declaration),
            TypeNames.Escape(type.Name),
            TypeNames.Metadata(type),
            new(nodes),
            Find<string>(network.Arguments, "Defaults") ?? "PyTorch",
            Find<object>(network.Arguments, "Checks") is true)
        {
            Blocks = blocks.Blocks,
            Members = new(members),
            Taken = model is null ? default
            : new UserNames(type, declaration,
                model.Compilation == compilation ? model : compilation.GetSemanticModel(declaration.SyntaxTree)).OfNetwork(),
            StrayMembers = isChain
            ? new(properties.Where(property => MembersReader.IsLeftToImplement(property) && MembersReader.CanBeImplemented(property))
                .Select(MembersReader.Member)) : default,
            HasMembersForm = !isChain,
            BaseTakesSeed = MemberChecks.BaseTakesSeed(type, compilation, cancellation),
            Unread = strays.Count > 0 ? default : unread.TextsIn(type, constants),
            HasErrors = strays.Count > 0 || !isWhole || !blocks.IsWhole || nodes.Any(node => node.HasBindingErrors),
            HasAmbiguousOrder = strays.Any(stray => stray.Problem.Rule == DeclarationRules.LayersOnAnotherPart
                || stray.Problem.Rule == DeclarationRules.LayerOnMember)
                || isChain && attributes.Any(a => a.Role != Role.None && a.Syntax.Parent!.Parent != declaration),
        };

        IReadOnlyList<Finding?> declared = DeclarationChecks.Check(type, declaration),
            ofMembers = [.. MemberChecks.Check(type, declaration, spec, cancellation)];
        // Where only members are in the way of others, C# must not ask for the properties of layers besides.
        EquatableArray<string> implemented = new(MemberChecks.ImplementedOfNetwork(type));
        bool onlyImplements = implemented.Count > 0 && implemented.Count == ofMembers.Count;
        if (onlyImplements) spec = spec with { Implemented = implemented, HasErrors = true };
        else if (ofMembers.Count > 0 && spec.Members.Count + spec.StrayMembers.Count > 0) spec = spec with { OnlyMembers = true };
        return new ParsedNetwork(
            spec,
            new NetworkPlaces(Place.Of(declaration.Identifier), network.Places, new(places)) { Blocks = blocks.Places },
            new(declared.Concat(ofMembers).OfType<Finding>().Concat(strays)),
            CanBeEmitted: declared.Count == 0 && (ofMembers.Count == 0 || spec.OnlyMembers || onlyImplements),
            BudgetReader.Read(type, cancellation))
        {
            Names = new(UnknownAttributes.Find(type, cancellation)),
        };
    }

    private static T? Find<T>(EquatableArray<Argument> arguments, string name) where T : class
    {
        foreach (Argument argument in arguments)
            if (argument.Name == name) return argument.Value as T;
        return null;
    }

    /// <summary>Layers that would be left out: on another part of the class, where nothing says in which order they come.</summary>
    private static IEnumerable<Finding> Elsewhere(INamedTypeSymbol type, IEnumerable<AttributeSyntax> attributes,
        TypeDeclarationSyntax declaration, List<AttributeSyntax> others)
    {
        HashSet<SyntaxNode> parts = [declaration, .. others.Select(other => other.Parent!.Parent!)];
        foreach (AttributeSyntax stray in attributes)
        {
            // One message a part is enough, and one that has a second [Network] has it already.
            if (!parts.Add(stray.Parent!.Parent!)) continue;
            yield return DeclarationRules.LayersOnAnotherPart.At(Place.Of(stray), stray.Name.ToString(), type.Name);
        }
    }

    /// <summary>The two forms mixed: layers on properties of a chain.</summary>
    private static IEnumerable<Finding> OnProperties(INamedTypeSymbol type, IEnumerable<IPropertySymbol> properties,
        CancellationToken cancellation)
    {
        foreach (IPropertySymbol property in properties)
        {
            AttributeData? layer = property.GetAttributes().FirstOrDefault(data => NodeAttributes.IsNode(data.AttributeClass));
            if (layer?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax)
                yield return DeclarationRules.LayerOnMember.At(Place.Of(syntax), NodeAttributes.KindOf(layer.AttributeClass!),
                    property.Name, type.Name);
        }
    }
}
