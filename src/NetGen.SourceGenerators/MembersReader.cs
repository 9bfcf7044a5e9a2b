using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>The members form: a partial property is a node, its name the node's; it takes the member above, or those it names.</summary>
internal sealed class MembersReader(string? arrival, BlockReader blocks)
{
    private string? above = arrival;

    public List<NodeSpec> Nodes { get; } = [];

    public List<MemberSpec> Members { get; } = [];

    /// <summary>
    /// Properties with a node's attribute, in the order of the source; those of another assembly in that of its metadata.
    /// </summary>
    /// <returns>None where no property has such an attribute; else also partial ones with an attribute that C# does not know.</returns>
    public static List<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        List<IPropertySymbol> own = type.GetMembers().OfType<IPropertySymbol>()
            .Where(property => !property.IsImplicitlyDeclared && property.PartialDefinitionPart is null).ToList();
        return own.Any(IsMember)
            ? InOrder(own.Where(property => IsMember(property)
                || IsLeftToImplement(property) && property.GetAttributes().Any(NodeAttributes.IsUnknown))) : [];
    }

    /// <summary>Partial, and implemented by no one but the generated part of the class.</summary>
    public static bool IsLeftToImplement(IPropertySymbol property) =>
        property.IsPartialDefinition
            && (property.PartialImplementationPart is null || Diagnostics.MemberChecks.IsGenerated(property.PartialImplementationPart));

    private static bool IsMember(IPropertySymbol property) =>
        property.GetAttributes().Any(data => NodeAttributes.IsNode(data.AttributeClass));

    private static List<IPropertySymbol> InOrder(IEnumerable<IPropertySymbol> properties) => properties
        .Select(property => (property, Place: property.Locations.FirstOrDefault()))
        .OrderBy(pair => pair.Place?.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(pair => pair.Place?.SourceSpan.Start ?? 0)
        .Select(pair => pair.property).ToList();

    /// <summary>Adds a property: its layer, then its losses.</summary>
    /// <param name="read">Reads the arguments of an attribute.</param>
    /// <returns>The attributes in the order of <see cref="Nodes"/>.</returns>
    public IEnumerable<AttributeData> Add(IPropertySymbol property, Reader read)
    {
        AttributeData? layer = null, unknown = null;
        var losses = new List<AttributeData>();
        var modifiers = new List<Argument>();
        bool isOutput = false, isBound, isDoubtful = false;
        foreach (AttributeData data in property.GetAttributes())
        {
            switch (NodeAttributes.RoleOf(data.AttributeClass))
            {
                case Role.Input or Role.Layer when layer is not null: isDoubtful = true; break;
                case Role.Input or Role.Layer: layer = data; break;
                case Role.None when NodeAttributes.IsUnknown(data): unknown = data; break;
                case Role.Loss: losses.Add(data); break;
                case Role.Modifier when NodeAttributes.KindOf(data.AttributeClass!) == "Output": isOutput = true; break;
                case Role.Modifier: modifiers.AddRange(Modify(NodeAttributes.KindOf(data.AttributeClass!), read(data, out _))); break;
            }
        }
        string name = property.Name;
        if (CanBeImplemented(property)) Members.Add(Member(property));
        if (layer is not null)
        {
            string kind = NodeAttributes.KindOf(layer.AttributeClass!);
            EquatableArray<Argument> arguments = new([.. read(layer, out isBound), .. modifiers]);
            List<ITypeSymbol> types = [.. layer.AttributeClass!.TypeArguments];
            if (kind == NodeKinds.Apply && types.Count == 0) types = [property.Type];
            EquatableArray<string> keys = blocks.Keys(types, layer);
            Nodes.Add(new NodeSpec(kind, name, Takes(layer, arguments), arguments)
            {
                Blocks = keys,
                IsOutput = isOutput,
                HasBindingErrors = !isBound || keys.Count < types.Count,
                HasUnknownShape = isDoubtful || unknown is not null,
            });
            yield return layer;
        }
        else
        {
            // What the layer was to be, C# asks or the analyzer does; others may name it.
            Nodes.Add(NodeSpec.Unknown(name));
            yield return unknown ?? losses[0];
        }
        above = name;
        foreach (AttributeData loss in losses)
        {
            EquatableArray<Argument> arguments = read(loss, out isBound);
            Nodes.Add(new NodeSpec(NodeAttributes.KindOf(loss.AttributeClass!), name + "." + NodeAttributes.KindOf(loss.AttributeClass!),
                new([name]), arguments) { HasBindingErrors = !isBound });
            yield return loss;
        }
    }

    public static MemberSpec Member(IPropertySymbol property) =>
        new(TypeNames.Escape(property.Name), Accessibility(property),
            property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), property.Name, IsDocumented(property))
        {
            Setter = property.SetMethod is { } setter ? (setter.IsInitOnly ? "init" : "set") : null,
            IsGeneratedCode = Bears(property, "GeneratedCodeAttribute"),
            IsNotCovered = Bears(property, "ExcludeFromCodeCoverageAttribute"),
        };

    /// <summary>Whether the user's part has an attribute, by its name.</summary>
    private static bool Bears(IPropertySymbol property, string attribute) =>
        property.GetAttributes().Any(data => data.AttributeClass?.Name == attribute);

    /// <summary>Reads the arguments of an attribute, and says whether C# has no objection to it.</summary>
    public delegate EquatableArray<Argument> Reader(AttributeData data, out bool isBound);

    /// <summary>A modifier without arguments is a flag of its name; one with arguments adds them to the layer's.</summary>
    private static IEnumerable<Argument> Modify(string kind, EquatableArray<Argument> arguments) =>
        arguments.Count == 0 ? [new Argument(kind, true)] : arguments;

    private EquatableArray<string> Takes(AttributeData layer, EquatableArray<Argument> arguments)
    {
        if (NodeAttributes.RoleOf(layer.AttributeClass) == Role.Input) return default;
        foreach (Argument argument in arguments)
        {
            if (argument is { Name: "Members", Value: EquatableArray<string> members }) return members;
            if (argument is { Name: "From", Value: string from }) return new([from]);
        }
        return above is null ? default : new([above]);
    }

    /// <summary>Whether C# wants, and takes, an implementing part: what is wrong otherwise is reported for the declaration.</summary>
    public static bool CanBeImplemented(IPropertySymbol property) =>
        property is { IsIndexer: false, GetMethod: not null, Type.TypeKind: not TypeKind.Error }
        && property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax syntax
        && syntax.AccessorList is { } accessors
        && syntax.Modifiers.Any(SyntaxKind.PartialKeyword)
        && accessors.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null);

    /// <summary>The implementing part repeats what is before <c>partial</c>, but for attributes.</summary>
    private static string Accessibility(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax syntax) return "";
        return string.Concat(syntax.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword))
            .Select(modifier => modifier.Text + " "));
    }

    private static bool IsDocumented(IPropertySymbol property) => property.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax().GetLeadingTrivia().Any(trivia =>
            trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
                || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia)));
}
