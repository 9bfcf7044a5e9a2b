namespace NetGen.Compiler.Declarations;

/// <summary>A place inside a block, by numbers.</summary>
/// <param name="Block">The block's <see cref="BlockSpec.Key"/>.</param>
/// <param name="Node">Index into its <see cref="BlockSpec.Nodes"/>.</param>
/// <param name="Argument">The argument at fault, by its Pascal-case name; null for the whole attribute.</param>
public sealed record BlockPlace(string Block, int Node, string? Argument = null);
