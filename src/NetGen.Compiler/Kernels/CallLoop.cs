namespace NetGen.Compiler.Kernels;

/// <summary>0, Step, 2·Step … below To, which is a multiple of Step.</summary>
public sealed record CallLoop(Var Var, Index To, int Step);
