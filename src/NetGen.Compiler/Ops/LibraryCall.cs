using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>A method of the run-time library that generated code calls: its class in <c>NetGen.Runtime</c>, and its name.</summary>
public sealed record LibraryFunction(string Class, string Method)
{
    /// <summary>to[m,j] = from[m,j]: from, its stride, to, its stride, columns, samples.</summary>
    public static readonly LibraryFunction CopyRows = new("Rows", "Copy");

    /// <summary>sums[j] = Σₘ rows[m,j]: rows, their stride, sums, columns, samples, whether they go on from what is there.</summary>
    public static readonly LibraryFunction SumRows = new("Rows", "Sum");

    /// <summary>A weight's transpose: the weight, the transpose, rows, columns, the panels of both.</summary>
    public static readonly LibraryFunction Transpose = new("Matrix", "Transpose");

    /// <summary>Statistics of a batch, and the running ones they move.</summary>
    public static readonly LibraryFunction Moments = new("BatchStatistics", "Moments");

    /// <summary>Scale and shift from running statistics.</summary>
    public static readonly LibraryFunction FoldStatistics = new("BatchStatistics", "Fold");

    /// <summary>The mean of rows over a batch.</summary>
    public static readonly LibraryFunction BatchMean = new("BatchStatistics", "Mean");

    /// <summary>The mask of a dropout layer.</summary>
    public static readonly LibraryFunction DropoutMask = new("DropoutMask", "Fill");

    /// <summary>Rows of Gaussian noise.</summary>
    public static readonly LibraryFunction GaussianNoise = new("GaussianNoise", "Fill");

    public override string ToString() => $"{Class}.{Method}";
}

/// <summary>What of the entry point's own arguments a library call is handed.</summary>
public enum CallArgument
{
    /// <summary>The number of samples of the call.</summary>
    Samples,

    /// <summary>Whether gradients are added to those that are there.</summary>
    Accumulate,

    /// <summary>The seed of random numbers.</summary>
    Seed,

    /// <summary>The training step, which random numbers are indexed by.</summary>
    Step,

    /// <summary>The number of the call's first sample in its batch.</summary>
    FirstSample,

    /// <summary>Whether the network is being trained.</summary>
    Training,

    /// <summary>Which part of the results is computed.</summary>
    Part,

    /// <summary>How many parts the results have.</summary>
    Parts,
}

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

/// <summary>A call of the run-time library.</summary>
/// <param name="Arguments">In the order of the method's parameters.</param>
public sealed record LibraryCall(LibraryFunction Function, IReadOnlyList<LibraryArgument> Arguments)
{
    /// <summary>Whether it computes one of several parts of its results, so that threads can divide them.</summary>
    public bool IsDivided => Arguments.Contains(CallArgument.Parts);
}
