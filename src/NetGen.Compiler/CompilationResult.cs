using NetGen.Compiler.Model;

namespace NetGen.Compiler;

/// <summary>What came of a declaration: files, and what is wrong with it. On errors there is one file, of stubs that throw.</summary>
/// <param name="Problems">What is wrong.</param>
/// <param name="Files">The surface first; kernels are written when they are reached.</param>
public sealed record CompilationResult(EquatableArray<Problem> Problems, IReadOnlyList<GeneratedFile> Files);

/// <param name="Suffix">Between the network's name and <c>.g.cs</c>: "" for the surface, ".Avx512" for a target's kernels.</param>
public sealed record GeneratedFile(string Suffix, string Text);
