namespace NetGen.Compiler.Declarations;

/// <summary>A layer's handle: <c>network.Dense1</c>.</summary>
/// <param name="Summary">What it is the handle of, as a sentence.</param>
public sealed record HandleDefinition(string Summary, params IReadOnlyList<HandleParameter> Parameters);
