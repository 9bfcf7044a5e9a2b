namespace NetGen.Compiler.Kernels;

/// <summary>What is handed over for one parameter.</summary>
public abstract record Argument;

/// <summary>A buffer, by its name where the call is, from an element on.</summary>
public sealed record RefArgument(string Name, Index At) : Argument;

/// <summary>A count, or a distance in elements.</summary>
public sealed record CountArgument(Index Count) : Argument;

/// <summary>A flag of the caller's, or <c>true</c>.</summary>
public sealed record FlagArgument(string Flag) : Argument;
