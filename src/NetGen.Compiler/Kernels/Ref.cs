namespace NetGen.Compiler.Kernels;

/// <summary>Memory a kernel sees: a parameter (<c>ref float W2</c>), or a named place in one.</summary>
public sealed record Ref(string Name);
