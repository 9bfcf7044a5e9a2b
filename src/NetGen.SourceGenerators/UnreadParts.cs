using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators;

/// <summary>
/// What of a declaration has no value for the generator, so that a stub takes the network's place. Mostly C# has an error there. Where it
/// has none, because code that another generator writes brings the value afterwards, the analyzer finds these texts in the stub and reports
/// them; where no analyzers run, the generator reports what may come so. No stub stays without an error.
/// </summary>
/// <param name="unknown">Arguments whose value is not known for a reason that is reported elsewhere.</param>
internal sealed class UnreadParts(ICollection<AttributeArgumentSyntax>? unknown = null)
{
    /// <summary>As it is written, and where; nowhere where it is another assembly's.</summary>
    private readonly List<(string Text, SyntaxNode? Node)> parts = [];
    private readonly List<(AttributeArgumentSyntax Argument, Finding Finding)> findings = [];

    public ICollection<AttributeArgumentSyntax>? Unknown => unknown;

    /// <summary>Whether there is an argument among them, whose value may be known by another way.</summary>
    public bool HasArguments => parts.Exists(part => part.Node is AttributeArgumentSyntax);

    /// <summary>
    /// As they are written: arguments, attributes, types. Those of a class's own declaration: what a block has is reported for the block.
    /// Of arguments that C# cannot make anything of together, those that another generator may bring.
    /// </summary>
    public EquatableArray<string> TextsIn(INamedTypeSymbol type, NetworkConstants constants)
    {
        var own = parts.FindAll(part => part.Node is null || Contains(type, part.Node));
        var may = own.FindAll(part => part.Node is null || constants.MayBeGenerated(part.Node));
        return new((may.Count > 0 ? may : own).Select(part => part.Text));
    }

    /// <summary>What is reported for them where no one knows whether C# knows them by now.</summary>
    /// <param name="type">The class whose declaration it is.</param>
    /// <param name="kind">What it is: a network or a block.</param>
    /// <param name="constants">Knows what may come.</param>
    public EquatableArray<Finding> UnresolvedIn(INamedTypeSymbol type, string kind, NetworkConstants constants) => new(parts
        .Where(part => part.Node is not null && Contains(type, part.Node) && constants.MayBeGenerated(part.Node))
        .Select(part => DeclarationRules.UnknownToGenerator.At(Place.Of(part.Node!), kind, type.Name, part.Text)).Distinct());

    /// <summary>Those of a class's own declaration to which C# has no objection.</summary>
    public IEnumerable<Finding> FindingsIn(INamedTypeSymbol type) =>
        findings.Where(found => Contains(type, found.Argument)).Select(found => found.Finding);

    /// <summary>A type that C# does not know.</summary>
    /// <param name="type">The type.</param>
    /// <param name="around">Where it is written, with other things; null where that is in another assembly.</param>
    public void Add(ITypeSymbol type, SyntaxNode? around)
    {
        SyntaxNode? name = around?.DescendantNodesAndSelf()
            .FirstOrDefault(node => node is SimpleNameSyntax simple && simple.Identifier.ValueText == type.Name);
        parts.Add((name?.ToString() ?? type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), name ?? around));
    }

    /// <summary>An attribute that C# does not know, or objects to.</summary>
    public void Add(AttributeData data, CancellationToken cancellation)
    {
        if (data.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax)
            parts.Add((syntax.Name.ToString(), syntax.Name));
    }

    public void Add(AttributeReader.Reading reading)
    {
        foreach (AttributeReader.Unread part in reading.Unread)
        {
            if (part.HoldsNull)
            {
                string attribute = ((AttributeSyntax)part.Argument.Parent!.Parent!).Name.ToString();
                findings.Add((part.Argument, DeclarationRules.NullInArgument.At(Place.Of(part.Argument), attribute)));
            }
            else parts.Add((part.Argument.ToString(), part.Argument));
        }
    }

    private static bool Contains(INamedTypeSymbol type, SyntaxNode node) =>
        type.DeclaringSyntaxReferences.Any(part => part.SyntaxTree == node.SyntaxTree && part.Span.Contains(node.Span));
}
