using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.CSharp;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>Whether the user's own members leave room for the generated ones.</summary>
internal static class MemberChecks
{
    public static IEnumerable<Finding?> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, NetworkSpec spec,
        CancellationToken cancellation)
    {
        // The surface's own names, reserved whatever the network, so that adding a loss or asking for checks later breaks nothing;
        // overloads too, so that a new release can add its own.
        HashSet<string> reserved = new(SurfaceRenderer.ReservedBy(spec), StringComparer.Ordinal);

        // Members are the user's own; a chain's handles are generated.
        HashSet<string> handles = new((spec.IsChain ? spec.Nodes : default).Where(node => node.Inputs.Count > 0 && !node.IsUnknown
            && !node.IsMisplaced).Select(node => node.Name), StringComparer.Ordinal);
        foreach (Finding finding in CheckNames(type, declaration, "network", reserved.Contains, name => handles.Contains(name)
            || reserved.Contains(name) && SurfaceRenderer.IsProperty(name))) yield return finding;
        foreach ((string member, string name) in SurfaceRenderer.Clashes(spec))
            if (type.GetMembers(member).FirstOrDefault() is { } property)
                yield return DeclarationRules.ReservedName.At(PlaceOf(property), name, type.Name, "network");
        foreach (Finding finding in CheckAbstract(type, declaration, reserved)) yield return finding;
        foreach (ISymbol member in type.GetMembers())
            if (!member.IsImplicitlyDeclared && !IsGenerated(member)
                && member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
                && CheckConstructor(type, constructor, cancellation) is { } finding)
                yield return finding;

        if (type.TypeKind == TypeKind.Class && type.BaseType is { TypeKind: TypeKind.Class } @base && !IsNetwork(@base)
            && !CanBeCreatedWithoutArguments(@base, type.ContainingAssembly))
        {
            if (type.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared))
            {
                // Then C# says so, of the constructor it supplies itself.
                yield return null;
                yield break;
            }

            yield return DeclarationRules.BaseConstructor.At(BasePlace(declaration), type.Name,
                @base.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
    }

    /// <summary>Whether a block's own members leave room for those of its handle.</summary>
    /// <param name="type">The block.</param>
    /// <param name="declaration">The part that has <c>[Block]</c>.</param>
    /// <param name="handles">Names of properties that are generated for its layers.</param>
    /// <param name="cancellation">Ends it.</param>
    public static IEnumerable<Finding> CheckBlock(INamedTypeSymbol type, TypeDeclarationSyntax declaration, IEnumerable<string> handles,
        CancellationToken cancellation)
    {
        HashSet<string> properties = new([.. handles, "Name"], StringComparer.Ordinal);
        foreach (Finding finding in CheckNames(type, declaration, "block", properties.Contains, properties.Contains)) yield return finding;
        foreach (Finding finding in CheckRequired(type, declaration, "block", "where it is applied")) yield return finding;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.IsImplicitlyDeclared || IsGenerated(constructor)) continue;
            switch (constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation))
            {
                case TypeDeclarationSyntax { ParameterList: { } list }:
                    yield return DeclarationRules.BlockConstructor.At(Place.Of(list), type.Name,
                        "a primary constructor would have to be called by it: write an ordinary one");
                    break;
                case ConstructorDeclarationSyntax own when constructor.Parameters is [{ Type.SpecialType: SpecialType.System_String,
                    RefKind: RefKind.None }, { Type: { Name: "ParameterSet", ContainingNamespace.Name: "NetGen" }, RefKind: RefKind.None }]:
                    yield return DeclarationRules.BlockConstructor.At(Place.Of(own.Identifier), type.Name,
                        "give your own other parameters");
                    break;
            }
        }
        if (type.BaseType is { TypeKind: TypeKind.Class } @base && !CanBeCreatedWithoutArguments(@base, type.ContainingAssembly))
            yield return DeclarationRules.BlockConstructor.At(BasePlace(declaration), type.Name,
                "it needs a constructor without parameters of "
                + $"'{@base.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' to call: add one");
    }

    /// <summary>
    /// Members with the name of a generated one: by their own names, by those of their accessors, by an indexer's in metadata, or as what
    /// they implement.
    /// </summary>
    /// <param name="isReserved">Whether a generated member has the name.</param>
    /// <param name="isProperty">Whether a generated property has it, and so methods of the names of its accessors.</param>
    private static IEnumerable<Finding> CheckNames(INamedTypeSymbol type, TypeDeclarationSyntax declaration, string kind,
        Func<string, bool> isReserved, Func<string, bool> isProperty)
    {
        if (isReserved(type.Name))
            yield return DeclarationRules.ReservedName.At(Place.Of(declaration.Identifier), type.Name, type.Name, kind);
        HashSet<string> reported = new(StringComparer.Ordinal);
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsImplicitlyDeclared
                || member is IMethodSymbol { AssociatedSymbol: not null } or IMethodSymbol { MethodKind: MethodKind.Constructor }
                || IsGenerated(member)) continue;
            string name = member is IPropertySymbol { IsIndexer: true, ExplicitInterfaceImplementations.IsEmpty: true }
                ? member.MetadataName : member.Name;
            if (member is IMethodSymbol { ExplicitInterfaceImplementations: [{ Name: Predict or TrainStep or Evaluate or "Create",
                IsStatic: var isStatic,
                ContainingType: { Name: var of,
                    ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } } } implemented] }
                && of == (isStatic ? "IBlock" : "INetwork"))
                name = of + "." + implemented.Name;
            else if (!isReserved(name) && !isProperty(name)
                && !(member is IMethodSymbol && name.Length > 4 && name.Substring(0, 4) is "get_" or "set_"
                    && isProperty(name.Substring(4)))) continue;
            if (reported.Add(name)) yield return DeclarationRules.ReservedName.At(PlaceOf(member), name, type.Name, kind);
        }
    }

    private const string Predict = "Predict", TrainStep = "TrainStep", Evaluate = "Evaluate";

    /// <summary>Those of a network that the generated part implements explicitly.</summary>
    public static IEnumerable<string> ImplementedOfNetwork(INamedTypeSymbol type) =>
        Implemented(type, "INetwork").Where(name => name is Predict or TrainStep or Evaluate);

    /// <summary>Members of <c>INetwork</c> or <c>IBlock</c> that the user's part implements explicitly.</summary>
    public static IEnumerable<string> Implemented(INamedTypeSymbol type, string @interface) =>
        type.GetMembers().Where(member => !IsGenerated(member))
        .SelectMany(member => member switch
        {
            IMethodSymbol method => method.ExplicitInterfaceImplementations.CastArray<ISymbol>(),
            IPropertySymbol property => property.ExplicitInterfaceImplementations.CastArray<ISymbol>(),
            _ => [],
        })
        .Where(implemented => implemented.ContainingType is
            { ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } } of && of.Name == @interface)
        .Select(implemented => implemented.Name).Distinct();

    /// <summary>
    /// Required members, the class's own and those of base classes: the generated code that creates objects could not set them.
    /// </summary>
    public static IEnumerable<Finding> CheckRequired(INamedTypeSymbol type, TypeDeclarationSyntax declaration, string kind, string where)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
            foreach (ISymbol member in part.GetMembers())
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } && !member.IsOverride)
                    yield return DeclarationRules.RequiredMember.At(SymbolEqualityComparer.Default.Equals(part, type) ? PlaceOf(member)
                        : BasePlace(declaration), member.Name, kind, type.Name, where);
    }

    /// <summary>
    /// Abstract members of base classes that a generated member would hide, where C# asks for an override; one that the user has written is
    /// named for its name.
    /// </summary>
    private static IEnumerable<Finding> CheckAbstract(INamedTypeSymbol type, TypeDeclarationSyntax declaration, HashSet<string> reserved)
    {
        HashSet<string> reported = new(StringComparer.Ordinal);
        HashSet<ISymbol> overridden = new(SymbolEqualityComparer.Default);
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
            foreach (ISymbol member in part.GetMembers())
            {
                ISymbol? earlier = member switch { IMethodSymbol method =>
                    method.OverriddenMethod, IPropertySymbol property => property.OverriddenProperty, _ => null };
                if (earlier is not null) overridden.Add(earlier);
                if (member.IsAbstract && !SymbolEqualityComparer.Default.Equals(part, type) && reserved.Contains(member.Name)
                    && !overridden.Contains(member) && reported.Add(member.Name))
                    yield return DeclarationRules.AbstractMember.At(BasePlace(declaration), member.Name, part.Name, type.Name);
            }
    }

    private static Place PlaceOf(ISymbol member) => Place.Of(member.Locations[0].SourceTree!, member.Locations[0].SourceSpan);

    /// <summary>The base class where it is written; it may be on another part, then the name has to do.</summary>
    private static Place BasePlace(TypeDeclarationSyntax declaration) =>
        declaration.BaseList is { Types.Count: > 0 } list ? Place.Of(list.Types[0]) : Place.Of(declaration.Identifier);

    /// <summary>
    /// A network among a network's base classes; the class is written nevertheless, since C# would ask for a constructor else.
    /// </summary>
    public static Finding? CheckAncestors(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        // A class between the two that has no constructor for this one is reported of first.
        if (type.TypeKind != TypeKind.Class || type.BaseType is not { } @base
            || !IsNetwork(@base) && !CanBeCreatedWithoutArguments(@base, type.ContainingAssembly)) return null;
        for (INamedTypeSymbol? ancestor = @base; ancestor is not null; ancestor = ancestor.BaseType)
            if (IsNetwork(ancestor)) return DeclarationRules.DerivesFromNetwork.At(BasePlace(declaration), type.Name, ancestor.Name);
        return null;
    }

    /// <summary>Whether the base class has, or will have, the constructor that is generated for networks.</summary>
    public static bool BaseTakesSeed(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        type.BaseType is { } @base && IsNetwork(@base)
        && (@base.DeclaringSyntaxReferences.IsEmpty
            || NetworkParser.Parse(@base, target: null, compilation, cancellation) is { CanBeEmitted: true, Spec.OnlyMembers: false });

    private static bool IsNetwork(INamedTypeSymbol type) => type.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass));

    private static Finding? CheckConstructor(INamedTypeSymbol type, IMethodSymbol constructor, CancellationToken cancellation)
    {
        // A record's constructors are its own affair; that it is a record is reported already.
        if (type.IsRecord || type.TypeKind != TypeKind.Class) return null;
        switch (constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation))
        {
            case TypeDeclarationSyntax { ParameterList: { } list }:
                return DeclarationRules.PrimaryConstructor.At(Place.Of(list), type.Name);
            case ConstructorDeclarationSyntax own when constructor.Parameters is [{ Type.SpecialType: SpecialType.System_UInt64,
                RefKind: RefKind.None }]:
                return DeclarationRules.ConstructorTaken.At(Place.Of(own.Identifier), type.Name);
            case ConstructorDeclarationSyntax own when own.Initializer is null or { RawKind: (int)SyntaxKind.BaseConstructorInitializer }:
                return DeclarationRules.ConstructorOnItsOwn.At(Place.Of(own.Identifier), type.Name);
            default:
                return null;
        }
    }

    /// <summary>The analyzer sees the class with its generated part, the generator without.</summary>
    public static bool IsGenerated(ISymbol member) =>
        member.DeclaringSyntaxReferences is [var reference, ..] && reference.SyntaxTree.FilePath.Contains(GeneratedFolder);

    /// <summary>Part of the path of every file the generator writes.</summary>
    public static readonly string GeneratedFolder = typeof(NetworkGenerator).FullName!;

    private static bool CanBeCreatedWithoutArguments(INamedTypeSymbol type, IAssemblySymbol from) =>
        type.InstanceConstructors.Any(constructor =>
            constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams) && constructor.DeclaredAccessibility switch
            {
                Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
                Accessibility.Internal or Accessibility.ProtectedAndInternal =>
                    SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, from) || type.ContainingAssembly.GivesAccessTo(from),
                _ => false,
            });
}
