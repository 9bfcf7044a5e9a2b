using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Lowering;

/// <summary>A value's memory, wherever it is during a phase.</summary>
public sealed record OperandArgument(Value Value) : Argument;
