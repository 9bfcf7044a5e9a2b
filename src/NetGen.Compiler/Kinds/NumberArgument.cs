using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Kinds;

/// <summary>An argument that is a real number: declared here, it is checked wherever the layer or loss is.</summary>
/// <param name="Name">The property's of the attribute.</param>
/// <param name="Range">What it may be.</param>
public sealed record NumberArgument(string Name, NumberRange Range)
{
    /// <summary>The message: of node, argument, value, and what it must be.</summary>
    public Rule Rule { get; init; } = Rules.BadNumber;
}
