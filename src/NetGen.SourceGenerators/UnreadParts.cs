using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Model;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators;

/// <summary>
/// What of a declaration has no value for the generator, so that a stub takes the network's place. Mostly C# has an error there. Where it
/// has none, because code that another
/// generator writes brings the value afterwards, the analyzer finds these texts in the stub and reports them: no stub stays without an
/// error.
/// </summary>
/// <param name="unknown">Arguments whose value is not known for a reason that is reported elsewhere.</param>
internal sealed class UnreadParts(ICollection<AttributeArgumentSyntax>? unknown = null)
{
    private readonly List<string> texts = [];
    private readonly List<AttributeArgumentSyntax> arguments = [];
    private readonly List<(AttributeArgumentSyntax Argument, Finding Finding)> findings = [];

    public ICollection<AttributeArgumentSyntax>? Unknown => unknown;

    /// <summary>As they are written: arguments, attributes, types.</summary>
    public EquatableArray<string> Texts => new(texts);

    /// <summary>Those of them that are arguments.</summary>
    public IReadOnlyList<AttributeArgumentSyntax> Arguments => arguments;

    /// <summary>Those of a class's own declaration to which C# has no objection.</summary>
    public IEnumerable<Finding> FindingsIn(INamedTypeSymbol type) => findings
        .Where(found => type.DeclaringSyntaxReferences.Any(part => part.SyntaxTree == found.Argument.SyntaxTree && part.Span.Contains(found.Argument.Span)))
        .Select(found => found.Finding);

    public void Add(string text) => texts.Add(text);

    /// <summary>An attribute that C# does not know.</summary>
    public void Add(AttributeData data, CancellationToken cancellation)
    {
        if (data.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax) Add(syntax.Name.ToString());
    }

    public void Add(AttributeReader.Reading reading)
    {
        foreach (AttributeReader.Unread part in reading.Unread)
        {
            if (part.HoldsNull) findings.Add((part.Argument, DeclarationRules.NullInArgument.At(Place.Of(part.Argument), ((AttributeSyntax)part.Argument.Parent!.Parent!).Name.ToString())));
            else
            {
                texts.Add(part.Argument.ToString());
                arguments.Add(part.Argument);
            }
        }
    }
}
