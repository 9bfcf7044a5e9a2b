using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Model;
using NetGen.Compiler.Rendering;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>Whether the user's own members leave room for the generated ones.</summary>
internal static class MemberChecks
{
    public static IEnumerable<Finding?> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, NetworkSpec spec, CancellationToken cancellation)
    {
        // The surface's own names, reserved whatever the network, so that adding a loss or asking for checks later breaks nothing; overloads
        // too, so that a new release can add its own.
        HashSet<string> reserved = new(SurfaceRenderer.ReservedBy(spec), StringComparer.Ordinal);
        if (reserved.Contains(type.Name)) yield return DeclarationRules.ReservedName.At(Place.Of(declaration.Identifier), type.Name, type.Name);

        // Members are the user's own; a chain's handles are generated.
        HashSet<string> handles = new((spec.IsChain ? spec.Nodes : default).Where(node => node.Inputs.Count > 0 && !node.IsUnknown && !node.IsStray).Select(node => node.Name), StringComparer.Ordinal);
        HashSet<string> told = new(StringComparer.Ordinal);
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsImplicitlyDeclared || member is IMethodSymbol { AssociatedSymbol: not null } || IsGenerated(member)) continue;
            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            {
                if (CheckConstructor(type, constructor, cancellation) is { } finding) yield return finding;
            }
            else if ((reserved.Contains(member.Name) || handles.Contains(member.Name)) && told.Add(member.Name))
            {
                yield return DeclarationRules.ReservedName.At(Place.Of(member.Locations[0].SourceTree!, member.Locations[0].SourceSpan), member.Name, type.Name);
            }
        }

        if (type.TypeKind == TypeKind.Class && type.BaseType is { TypeKind: TypeKind.Class } @base && !IsNetwork(@base) && !CanBeCreatedWithoutArguments(@base, type.ContainingAssembly))
        {
            if (type.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared))
            {
                // Then C# says so, of the constructor it supplies itself.
                yield return null;
                yield break;
            }

            yield return DeclarationRules.BaseConstructor.At(BasePlace(declaration), type.Name, @base.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
    }

    /// <summary>The base class where it is written; it may be on another part, then the name has to do.</summary>
    private static Place BasePlace(TypeDeclarationSyntax declaration) => declaration.BaseList is { Types.Count: > 0 } list ? Place.Of(list.Types[0]) : Place.Of(declaration.Identifier);

    /// <summary>A network among a network's base classes; the class is written nevertheless, since C# would ask for a constructor else.</summary>
    public static Finding? CheckAncestors(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        // A class between the two that has no constructor for this one is told of first.
        if (type.TypeKind != TypeKind.Class || type.BaseType is not { } @base || !IsNetwork(@base) && !CanBeCreatedWithoutArguments(@base, type.ContainingAssembly)) return null;
        for (INamedTypeSymbol? ancestor = @base; ancestor is not null; ancestor = ancestor.BaseType)
            if (IsNetwork(ancestor)) return DeclarationRules.DerivesFromNetwork.At(BasePlace(declaration), type.Name, ancestor.Name);
        return null;
    }

    /// <summary>Whether the base class has, or will have, the constructor that is generated for networks.</summary>
    public static bool BaseTakesSeed(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        type.BaseType is { } @base && IsNetwork(@base)
        && (@base.DeclaringSyntaxReferences.IsEmpty || NetworkParser.Parse(@base, target: null, compilation, cancellation) is { CanBeEmitted: true, Spec.OnlyMembers: false });

    private static bool IsNetwork(INamedTypeSymbol type) => type.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass));

    private static Finding? CheckConstructor(INamedTypeSymbol type, IMethodSymbol constructor, CancellationToken cancellation)
    {
        // A record's constructors are its own affair; that it is a record is said already.
        if (type.IsRecord || type.TypeKind != TypeKind.Class) return null;
        switch (constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation))
        {
            case TypeDeclarationSyntax { ParameterList: { } list }:
                return DeclarationRules.PrimaryConstructor.At(Place.Of(list), type.Name);
            case ConstructorDeclarationSyntax own when constructor.Parameters is [{ Type.SpecialType: SpecialType.System_UInt64, RefKind: RefKind.None }]:
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
