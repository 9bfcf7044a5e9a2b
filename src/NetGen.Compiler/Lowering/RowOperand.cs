using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Lowering;

/// <summary>A value with a row for each sample, which the epilogue reads or the kernel stores.</summary>
internal sealed record RowOperand(Ref Ref, Index Row);
