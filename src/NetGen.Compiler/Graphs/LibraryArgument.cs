namespace NetGen.Compiler.Graphs;

/// <summary>An argument of a library call.</summary>
public abstract record LibraryArgument
{
    public static implicit operator LibraryArgument(int number) => new IntegerArgument(number);

    public static implicit operator LibraryArgument(double number) => new RealArgument(number);

    public static implicit operator LibraryArgument(bool truth) => new TruthArgument(truth);

    public static implicit operator LibraryArgument(CallArgument argument) => new EntryArgument(argument);
}

/// <summary>A value's memory; no memory, where there is no such value.</summary>
public sealed record ValueArgument(Value? Value) : LibraryArgument;

/// <summary>The distance of a value's rows.</summary>
public sealed record StrideArgument(Value Value) : LibraryArgument;

public sealed record IntegerArgument(int Number) : LibraryArgument;

public sealed record RealArgument(double Number) : LibraryArgument;

public sealed record TruthArgument(bool Truth) : LibraryArgument;

/// <summary>An argument of the entry point, passed on.</summary>
public sealed record EntryArgument(CallArgument Argument) : LibraryArgument;
