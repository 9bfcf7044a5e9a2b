using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Model;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators;

/// <summary>What the parser makes of a block's class: what its generated part is to hold, or why there can be none. Mistakes in its layers are said where it is applied.</summary>
internal sealed record ParsedBlock(BlockHandleSpec? Spec, EquatableArray<Finding> Findings);

/// <summary>From a block's class to the handle generated into it.</summary>
internal static class BlockParser
{
    public const string BlockAttribute = "NetGen.BlockAttribute";

    /// <summary>Reads a block; null where <paramref name="target"/> is not the declaration that bears <c>[Block]</c>.</summary>
    public static ParsedBlock? Parse(INamedTypeSymbol type, SyntaxNode? target, CancellationToken cancellation)
    {
        AttributeData? mark = type.GetAttributes().FirstOrDefault(data => NodeAttributes.RoleOf(data.AttributeClass) == Role.Block);
        if (mark?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { Parent.Parent: TypeDeclarationSyntax declaration }) return null;
        if (target is not null && target != declaration) return null;
        if (type.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass)))
            return new ParsedBlock(null, new([DeclarationRules.BlockAndNetwork.At(Place.Of(declaration.Identifier), type.Name)]));

        EquatableArray<Finding> findings = new(Check(type, declaration));
        if (findings.Count > 0 || !IsPartial(declaration)) return new ParsedBlock(null, findings);

        UnreadParts unread = new();
        BlockReader blocks = new(type.ContainingAssembly, unread, cancellation);
        List<NodeSpec> nodes = [];
        List<MemberSpec> members = [];
        EquatableArray<string> self = blocks.Keys([type]);
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
        nodes.AddRange(own.Nodes);
        BlockHandleSpec spec = new(
            TypeNames.Namespace(type.ContainingNamespace), TypeNames.Containers(declaration), TypeNames.Escape(type.Name), TypeNames.Metadata(type), new(nodes), new(members))
        {
            Blocks = blocks.Blocks,
            HasErrors = findings.Count > 0 || !blocks.IsWhole,
        };
        return new ParsedBlock(spec, findings);
    }

    private static EquatableArray<Argument> Read(AttributeData data, out bool isBound)
    {
        isBound = true;
        return AttributeReader.Read(data);
    }

    /// <summary>Whether a part can be generated into a block's class, without which nothing that applies it would compile.</summary>
    public static bool CanBeWritten(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.GetAttributes().FirstOrDefault(data => NodeAttributes.RoleOf(data.AttributeClass) == Role.Block)?.ApplicationSyntaxReference?.GetSyntax(cancellation)
            is AttributeSyntax { Parent.Parent: TypeDeclarationSyntax declaration }
        && IsPartial(declaration) && !Check(type, declaration).Any() && !type.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass));

    private static IEnumerable<Finding> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        Place name = Place.Of(declaration.Identifier);
        string? kind = type switch
        {
            { TypeKind: not TypeKind.Class } => "a " + declaration.Keyword.Text,
            { IsRecord: true } => "a record",
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            { IsGenericType: true } => "generic",
            { IsFileLocal: true } => "local to its file",
            _ => null,
        };
        if (kind is not null) yield return DeclarationRules.BlockNotAClass.At(name, type.Name, kind);
        else if (type.DeclaringSyntaxReferences.Length == 1 && !IsPartial(declaration)) yield return DeclarationRules.BlockNotPartial.At(name, type.Name, type.Name, "class");
        for (SyntaxNode? node = declaration.Parent; node is TypeDeclarationSyntax outer; node = node.Parent)
            if (!IsPartial(outer)) yield return DeclarationRules.BlockNotPartial.At(Place.Of(outer.Identifier), type.Name, outer.Identifier.ValueText, outer.Keyword.Text);
    }

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
}
