namespace NetGen.Compiler;

/// <param name="Suffix">Between the network's name and <c>.g.cs</c>: "" for the surface, ".Avx512" for a target's kernels.</param>
public sealed record GeneratedFile(string Suffix, string Text);
