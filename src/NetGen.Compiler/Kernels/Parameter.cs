namespace NetGen.Compiler.Kernels;

/// <summary>A parameter of a kernel: a buffer, a count or a distance in elements, or a flag.</summary>
public abstract record Parameter(string Name);

public sealed record RefParameter(Ref Ref) : Parameter(Ref.Name);

public sealed record CountParameter(Var Var) : Parameter(Var.Name);

public sealed record FlagParameter(string Name) : Parameter(Name);
