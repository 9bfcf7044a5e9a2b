using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>What the parser makes of one declaration: values only, nothing of a compilation.</summary>
/// <param name="Spec">What the compiler gets.</param>
/// <param name="Places">Where in the source each part of it is.</param>
/// <param name="Findings">Mistakes in the C# declaration; those in the network are the compiler's to find.</param>
/// <param name="CanBeEmitted">False where no second part of the class could be written without a C# error of its own.</param>
/// <param name="Budget">What it may cost, where that is declared.</param>
internal sealed record ParsedNetwork(
    NetworkSpec Spec,
    NetworkPlaces Places,
    EquatableArray<Finding> Findings,
    bool CanBeEmitted,
    DeclaredBudget? Budget = null)
{
    /// <summary>
    /// Attributes that C# does not know and that mean something of NetGen's. C# has errors for them, and then a build runs no analyzers:
    /// only the generator can say what was meant.
    /// </summary>
    public EquatableArray<Finding> Names { get; init; }

    /// <summary>
    /// Arguments that C# does not know where the generator runs, and might know afterwards, by code that another generator writes.
    /// </summary>
    public EquatableArray<Finding> Unresolved { get; init; }
}

/// <summary>A mistake and where it is.</summary>
internal sealed record Finding(Problem Problem, Place Place)
{
    /// <summary>Where it is written inside a block, if it is and there is a source.</summary>
    public Place? Inner { get; init; }

    /// <summary>
    /// Whether it is reported so that the compiler looks at the rest of the project, too; <see cref="Diagnostics.DiagnosticOwner"/> says
    /// when that is.
    /// </summary>
    public bool IsConfigurable { get; init; }
}

/// <summary>A piece of source text, by numbers.</summary>
internal readonly record struct Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Place Of(SyntaxTree tree, TextSpan span)
    {
        FileLinePositionSpan lines = tree.GetLineSpan(span);
        return new Place(lines.Path, span, lines.Span);
    }

    public static Place Of(SyntaxNodeOrToken part) => Of(part.SyntaxTree!, part.Span);

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}

/// <summary>The places of a declaration.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Network">The <c>[Network]</c> attribute.</param>
/// <param name="Nodes">As many as the specification has nodes, in the same order.</param>
internal sealed record NetworkPlaces(Place Name, AttributePlaces Network, EquatableArray<AttributePlaces> Nodes)
{
    /// <summary>The places of the blocks it applies.</summary>
    public EquatableArray<BlockPlaces> Blocks { get; init; }

    /// <summary>A problem where it belongs.</summary>
    public Finding Locate(Problem problem) => new(problem, Of(problem)) { Inner = problem.Inner is { } inner ? Of(inner) : null };

    private Place? Of(BlockPlace inner)
    {
        foreach (BlockPlaces block in Blocks)
            if (block.Key == inner.Block && inner.Node < block.Nodes.Count) return block.Nodes[inner.Node].Of(inner.Argument);
        return null;
    }

    /// <summary>Where a problem belongs: the argument at fault where it is written, else the attribute, else the class's name.</summary>
    public Place Of(Problem problem)
    {
        if (problem.Node >= 0) return Nodes[problem.Node].Of(problem.Argument);
        return problem.Argument is null ? Name : Network.Of(problem.Argument);
    }
}

/// <summary>The places of a block's layers.</summary>
/// <param name="Key">Which block it is.</param>
/// <param name="Nodes">As many as the block has nodes, in the same order.</param>
internal sealed record BlockPlaces(string Key, EquatableArray<AttributePlaces> Nodes);

/// <summary>Where an attribute and what is written in it are.</summary>
internal sealed record AttributePlaces(Place Whole, EquatableArray<ArgumentPlace> Arguments)
{
    public Place Of(string? argument)
    {
        foreach (ArgumentPlace place in Arguments)
            if (place.Name == argument) return place.Place;
        return Whole;
    }
}

/// <param name="Name">In Pascal case, as in <see cref="Argument"/>.</param>
internal sealed record ArgumentPlace(string Name, Place Place);
