using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators;

/// <summary>
/// Constants that NetGen generates for one network and another network's declaration uses: <c>[Input(Encoder.OutputLength)]</c>. The
/// generator reads
/// declarations before those constants exist, the analyzer reads them afterwards; both ask here, so that both see the same values.
/// </summary>
internal sealed class NetworkConstants(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>
    /// What is known of a compilation, for as long as it lives: networks may use one another in long rows, and each is looked at once.
    /// </summary>
    private sealed class Known
    {
        /// <summary>Networks whose constants an argument uses.</summary>
        public ConcurrentDictionary<AttributeArgumentSyntax, IReadOnlyList<INamedTypeSymbol>> Uses { get; } = new();

        /// <summary>A network's surface as the generator will write it; null for one with mistakes.</summary>
        public ConcurrentDictionary<INamedTypeSymbol, string?> Surfaces { get; } = new(SymbolEqualityComparer.Default);
    }

    private static readonly ConditionalWeakTable<Compilation, Known> everything = new();

    private readonly Known known = everything.GetOrCreateValue(compilation);

    /// <summary>What to make of a declaration whose arguments use constants of other networks.</summary>
    /// <param name="Compilation">Where they have their values.</param>
    /// <param name="Circular">Arguments that depend on the network they belong to.</param>
    /// <param name="Unknown">Arguments that depend on a network with mistakes.</param>
    public sealed record Resolution(Compilation Compilation, IReadOnlyDictionary<AttributeArgumentSyntax, string> Circular,
        ICollection<AttributeArgumentSyntax> Unknown);

    /// <summary>
    /// Resolves what a network's own arguments, and those of the blocks it applies, use; null where they use nothing of other networks.
    /// </summary>
    public Resolution? Resolve(INamedTypeSymbol network)
    {
        List<AttributeArgumentSyntax> arguments = [.. ArgumentsOf(network).Where(argument => Uses(argument).Count > 0)];
        if (arguments.Count == 0) return null;

        Dictionary<AttributeArgumentSyntax, string> circular = [];
        HashSet<AttributeArgumentSyntax> unknown = [];
        HashSet<INamedTypeSymbol> others = new(SymbolEqualityComparer.Default);
        foreach (AttributeArgumentSyntax argument in arguments)
        {
            foreach (INamedTypeSymbol other in Uses(argument))
            {
                if (PathTo(other, network) is { } path)
                    circular[argument] = string.Join(" → ", path.Prepend(network).Select(type => type.Name));
                else if (Surface(other) is null) unknown.Add(argument);
                else others.Add(other);
            }
        }

        List<SyntaxTree> trees = [];
        foreach (INamedTypeSymbol other in others)
        {
            if (Surface(other) is not { } surface || other.GetMembers("ParameterCount").Any(MemberChecks.IsGenerated)) continue;
            string path = MemberChecks.GeneratedFolder + "/" + TypeNames.Metadata(other) + ".g.cs";
            trees.Add(CSharpSyntaxTree.ParseText(SourceText.From(surface),
                (CSharpParseOptions)network.DeclaringSyntaxReferences[0].SyntaxTree.Options, path, cancellation));
        }

        return new(trees.Count == 0 ? compilation : compilation.AddSyntaxTrees(trees), circular, unknown);
    }

    private string? Surface(INamedTypeSymbol network)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (known.Surfaces.TryGetValue(network, out string? surface)) return surface;
        surface = null;
        if (NetworkParser.Parse(network, target: null, compilation, cancellation) is { CanBeEmitted: true,
            Spec: { HasErrors: false, OnlyMembers: false } spec })
        {
            CompilationResult result = NetworkCompiler.Compile(spec);
            if (result.Problems.All(problem => problem.Rule.IsWarning)) surface = result.Files[0].Text;
        }

        return known.Surfaces[network] = surface;
    }

    /// <summary>
    /// Whether another generator may bring what C# does not know in a part of a declaration: any name but the members of a type that no one
    /// can add to, such as an enum of the library's. C# has errors for the names that no one brings.
    /// </summary>
    public bool MayBeGenerated(SyntaxNode part)
    {
        bool may = false;
        Walk(part is AttributeArgumentSyntax argument ? argument.Expression : part, (name, model) =>
        {
            if (may || name.Identifier.ValueText.Length == 0 || name.Identifier.IsKind(SyntaxKind.GlobalKeyword)
                || !model.GetSymbolInfo(name, cancellation).CandidateSymbols.IsEmpty) return;
            SyntaxNode? container = name.Parent switch
            {
                MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
                QualifiedNameSyntax qualified when qualified.Right == name => qualified.Left,
                AliasQualifiedNameSyntax aliased when aliased.Name == name => aliased.Alias,
                _ => null,
            };
            may = container is null || model.GetSymbolInfo(container, cancellation).Symbol switch
            {
                INamedTypeSymbol type => CanBeAddedTo(type),
                INamespaceSymbol => true,
                // What is before it is not known either, and is looked at by itself.
                _ => false,
            };
        }, _ => { });
        return may;
    }

    private bool CanBeAddedTo(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
        {
            if (part.TypeKind == TypeKind.Error) return true;
            if (part.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
                && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))) return true;
        }

        return false;
    }

    /// <summary>From a network to another by what their arguments use, the other included; null where no way leads there.</summary>
    private List<INamedTypeSymbol>? PathTo(INamedTypeSymbol from, INamedTypeSymbol to)
    {
        Dictionary<INamedTypeSymbol, INamedTypeSymbol?> cameFrom = new(SymbolEqualityComparer.Default) { [from] = null };
        Queue<INamedTypeSymbol> open = new([from]);
        while (open.Count > 0)
        {
            INamedTypeSymbol at = open.Dequeue();
            if (SymbolEqualityComparer.Default.Equals(at, to))
            {
                List<INamedTypeSymbol> path = [];
                for (INamedTypeSymbol? step = at; step is not null; step = cameFrom[step]) path.Insert(0, step);
                return path;
            }
            foreach (INamedTypeSymbol next in ArgumentsOf(at).SelectMany(argument => Uses(argument)))
            {
                if (cameFrom.ContainsKey(next)) continue;
                cameFrom[next] = at;
                open.Enqueue(next);
            }
        }

        return null;
    }

    /// <summary>All arguments of a network's attributes, of its properties', and of the blocks it applies.</summary>
    private List<AttributeArgumentSyntax> ArgumentsOf(INamedTypeSymbol network)
    {
        List<AttributeArgumentSyntax> arguments = [];
        HashSet<INamedTypeSymbol> seen = new(SymbolEqualityComparer.Default);
        Add(network);
        return arguments;

        void Add(INamedTypeSymbol type)
        {
            if (!seen.Add(type) || type.DeclaringSyntaxReferences.IsEmpty) return;
            foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
            {
                AddAll(property.GetAttributes());
                if (NodeAttributes.IsBlock(property.Type)) Add((INamedTypeSymbol)property.Type);
            }
            AddAll(type.GetAttributes());
        }

        void AddAll(IEnumerable<AttributeData> attributes)
        {
            foreach (AttributeData data in attributes)
            {
                if (NodeAttributes.RoleOf(data.AttributeClass) == Role.None) continue;
                if (data.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList.Arguments: var written })
                    arguments.AddRange(written);
                foreach (INamedTypeSymbol block in data.AttributeClass!.TypeArguments.OfType<INamedTypeSymbol>()) Add(block);
            }
        }
    }

    private IReadOnlyList<INamedTypeSymbol> Uses(AttributeArgumentSyntax argument)
    {
        if (argument.Expression is LiteralExpressionSyntax) return [];
        if (known.Uses.TryGetValue(argument, out IReadOnlyList<INamedTypeSymbol>? all)) return all;
        List<INamedTypeSymbol> found = [];
        Walk(argument.Expression, Unresolved, field =>
        {
            if (MemberChecks.IsGenerated(field) && IsNetwork(field.ContainingType)) found.Add(field.ContainingType);
        });
        return known.Uses[argument] = found;

        // Before the constants are generated, a name that C# does not know: a network's, or of a class it is used in, or of one that is
        // used statically.
        void Unresolved(SimpleNameSyntax name, SemanticModel model)
        {
            if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            {
                if (model.GetSymbolInfo(access.Expression, cancellation).Symbol is INamedTypeSymbol type && IsNetwork(type))
                    found.Add(type);
                return;
            }
            if (!IsConstant(name.Identifier.ValueText)) return;
            foreach (SyntaxNode outer in name.Ancestors())
            {
                if (outer is TypeDeclarationSyntax declaration && model.GetDeclaredSymbol(declaration, cancellation) is { } around
                    && IsNetwork(around)) found.Add(around);
                IEnumerable<UsingDirectiveSyntax> usings = outer switch
                {
                    CompilationUnitSyntax unit => unit.Usings,
                    BaseNamespaceDeclarationSyntax space => space.Usings,
                    _ => [],
                };
                foreach (UsingDirectiveSyntax statically in usings.Where(
                    directive => directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) && directive.NamespaceOrType is not null))
                    if (model.GetSymbolInfo(statically.NamespaceOrType, cancellation).Symbol is INamedTypeSymbol type && IsNetwork(type))
                        found.Add(type);
            }
        }
    }

    /// <summary>Goes through the names in an expression and in the constants it uses: those C# does not know, and constants.</summary>
    private void Walk(SyntaxNode expression, Action<SimpleNameSyntax, SemanticModel> unresolved, Action<IFieldSymbol> constant)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<SyntaxNode> open = new([expression]);
        while (open.Count > 0)
        {
            SyntaxNode at = open.Dequeue();
            if (!compilation.ContainsSyntaxTree(at.SyntaxTree)) continue;
            SemanticModel? model = null;
            foreach (SimpleNameSyntax name in at.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
            {
                if (name.Parent is NameColonSyntax or NameEqualsSyntax || name is IdentifierNameSyntax { Identifier.ValueText: "nameof" })
                    continue;
                model ??= Model(at.SyntaxTree);
                ISymbol? symbol = model.GetSymbolInfo(name, cancellation).Symbol;
                if (symbol is null) unresolved(name, model);
                if (symbol is not IFieldSymbol { IsConst: true } field || !seen.Add(field)) continue;
                constant(field);
                SyntaxNode? initializer = field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
                    EnumMemberDeclarationSyntax { EqualsValue.Value: { } value } => value,
                    _ => null,
                };
                if (initializer is not null && !MemberChecks.IsGenerated(field)) open.Enqueue(initializer);
            }
        }
    }

#pragma warning disable RS1030 // What an argument uses may be declared in any file.
    private SemanticModel Model(SyntaxTree tree) => compilation.GetSemanticModel(tree);
#pragma warning restore RS1030

    private static bool IsConstant(string name) => name == "ParameterCount" || name.EndsWith("Length", StringComparison.Ordinal);

    private static bool IsNetwork(INamedTypeSymbol type) =>
        !type.DeclaringSyntaxReferences.IsEmpty && type.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass));
}
