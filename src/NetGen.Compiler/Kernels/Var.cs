namespace NetGen.Compiler.Kernels;

/// <summary>An integer variable of a kernel: a loop counter or a count given by the caller (<c>nuint</c> in the text).</summary>
public record Var(string Name);

/// <summary>A row's number times the distance of rows: where calls of kernels begin.</summary>
public sealed record Product(Var First, Var Second) : Var($"{First.Name} * {Second.Name}");
