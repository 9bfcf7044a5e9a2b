namespace NetGen.Compiler.Graphs;

/// <summary>Whether the terms of sums are written out, as <c>NetGen.Unroll</c> has it.</summary>
public enum Unroll { Auto, Never, Always }
