using NetGen.Compiler.Declarations;

namespace NetGen.Compiler;

/// <summary>What came of a declaration: files, and what is wrong with it. On errors there is one file, of stubs that throw.</summary>
/// <param name="Problems">What is wrong.</param>
/// <param name="Files">The surface first; kernels are written when they are reached.</param>
public sealed record CompilationResult(EquatableArray<Problem> Problems, IReadOnlyList<GeneratedFile> Files);
