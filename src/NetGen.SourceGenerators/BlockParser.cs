using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators;

/// <summary>
/// What the parser makes of a block's class: what its generated part is to hold, or why there can be none. Mistakes in its layers are
/// reported where it is applied.
/// </summary>
/// <param name="Name">Where the class's name is.</param>
/// <param name="Spec">What its generated part is to hold; null where there can be none.</param>
/// <param name="Findings">The mistakes.</param>
internal sealed record ParsedBlock(Place Name, BlockHandleSpec? Spec, EquatableArray<Finding> Findings)
{
    /// <summary>Attributes that C# does not know and that mean something of NetGen's, as of a network.</summary>
    public EquatableArray<Finding> Names { get; init; }

    /// <summary>What C# does not know and another generator may bring, as of a network.</summary>
    public EquatableArray<Finding> Unresolved { get; init; }
}

/// <summary>From a block's class to the handle generated into it.</summary>
internal static class BlockParser
{
    public const string BlockAttribute = "NetGen.BlockAttribute";

    /// <summary>Reads a block; null where <paramref name="target"/> is not the declaration that has <c>[Block]</c>.</summary>
    public static ParsedBlock? Parse(INamedTypeSymbol type, SyntaxNode? target, Compilation compilation, CancellationToken cancellation,
        SemanticModel? model = null)
    {
        AttributeData? mark = type.GetAttributes().FirstOrDefault(data => NodeAttributes.RoleOf(data.AttributeClass) == Role.Block);
        if (mark?.ApplicationSyntaxReference?.GetSyntax(
            cancellation) is not AttributeSyntax { Parent.Parent: TypeDeclarationSyntax declaration }) return null;
        if (target is not null && target != declaration) return null;
        if (type.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass)))
            return new ParsedBlock(Place.Of(declaration.Identifier), null,
                new([DeclarationRules.BlockAndNetwork.At(Place.Of(declaration.Identifier), type.Name)]));

        EquatableArray<Finding> findings = new(Check(type, declaration));
        EquatableArray<Finding> names = new(Names.UnknownAttributes.Find(type, cancellation));
        if (findings.Count > 0 || !IsPartial(declaration))
            return new ParsedBlock(Place.Of(declaration.Identifier), null, findings) { Names = names };

        // Sizes may be constants that are generated for a network: who applies the block says what is wrong with them.
        NetworkConstants constants = new(compilation, cancellation);
        NetworkConstants.Resolution? resolved = constants.Resolve(type);
        if (resolved is not null && resolved.Compilation != compilation)
            type = resolved.Compilation.Assembly.GetTypeByMetadataName(TypeNames.Metadata(type)) ?? type;
        UnreadParts unread = new(resolved is null ? null : [.. resolved.Unknown, .. resolved.Circular.Keys]);
        BlockReader blocks = new(type.ContainingAssembly, unread, cancellation);
        List<NodeSpec> nodes = [];
        List<MemberSpec> members = [];
        EquatableArray<string> self = blocks.Keys([type], layer: null);
        BlockSpec own = blocks.Blocks.First(block => block.Key == self[0]);
        List<IPropertySymbol> properties = MembersReader.Properties(type);
        if (!type.GetAttributes().Any(data => NodeAttributes.IsNode(data.AttributeClass)) && properties.Count > 0)
        {
            MembersReader reader = new(BlockSpec.Arrival, blocks);
            foreach (IPropertySymbol property in properties)
                foreach (AttributeData _ in reader.Add(property, Read)) { }
            members = reader.Members;
            findings = new(MemberFormChecks.Check(type, declaration, properties, cancellation));
        }
        findings = new([.. findings, .. unread.FindingsIn(type)]);
        nodes.AddRange(own.Nodes.Select(node => node with { IsMisplaced = type.GetMembers(node.Name.TrimStart('@')).Length > 0 }));
        findings = new(
            [.. findings,
                .. MemberChecks.CheckBlock(type, declaration, members.Count + findings.Count > 0 ? [] : own.Nodes.Select(node => node.Name),
                    cancellation)]);
        BlockHandleSpec spec = new(
            TypeNames.Namespace(type.ContainingNamespace), TypeNames.Containers(declaration), TypeNames.Escape(type.Name),
            TypeNames.Metadata(type), new(nodes), new(members))
        {
            Blocks = blocks.Blocks,
            Taken = model is null ? default : new UserNames(type, declaration, model).OfBlock(members.Select(member => member.Name)),
            HasErrors = findings.Count > 0 || !blocks.IsWhole,
            Implemented = new(MemberChecks.Implemented(type, "IBlock")),
            Unread = findings.Count > 0 ? default : unread.TextsIn(type, constants),
        };
        return new ParsedBlock(Place.Of(declaration.Identifier), spec, findings)
            { Names = names, Unresolved = unread.UnresolvedIn(type, "Block", constants) };
    }

    private static EquatableArray<Argument> Read(AttributeData data, out bool isBound)
    {
        isBound = true;
        return AttributeReader.Read(data);
    }

    /// <summary>Whether a part can be generated into a block's class, without which nothing that applies it would compile.</summary>
    public static bool CanBeWritten(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.GetAttributes()
            .FirstOrDefault(data => NodeAttributes.RoleOf(data.AttributeClass) == Role.Block)?.ApplicationSyntaxReference?.GetSyntax(
                cancellation)
            is AttributeSyntax { Parent.Parent: TypeDeclarationSyntax declaration }
        && IsPartial(declaration) && !Check(type, declaration).Any()
        && !type.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass));

    private static IEnumerable<Finding> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        Place name = Place.Of(declaration.Identifier);
        string? kind = type switch
        {
            { TypeKind: not TypeKind.Class } => "a " + declaration.Keyword.Text,
            { IsRecord: true } => "a record",
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            { Arity: > 0 } => "generic",
            { IsFileLocal: true } => "local to its file",
            _ => null,
        };
        if (kind is not null) yield return DeclarationRules.BlockNotAClass.At(name, type.Name, kind, $"write 'partial class {type.Name}'");
        else if (GenericAround(type) is { } outer)
        {
            string around = outer.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            yield return DeclarationRules.BlockNotAClass.At(name, type.Name, $"nested in the generic '{around}'",
                $"move it out of '{around}'");
        }
        else if (type.DeclaringSyntaxReferences.Length == 1 && !IsPartial(declaration))
            yield return DeclarationRules.BlockNotPartial.At(name, type.Name, type.Name, "class");
        for (SyntaxNode? node = declaration.Parent; node is TypeDeclarationSyntax part; node = node.Parent)
            if (!IsPartial(part))
                yield return DeclarationRules.BlockNotPartial.At(Place.Of(part.Identifier), type.Name, part.Identifier.ValueText,
                    part.Keyword.Text);
    }

    private static INamedTypeSymbol? GenericAround(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            if (outer.Arity > 0) return outer;
        return null;
    }

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
}
