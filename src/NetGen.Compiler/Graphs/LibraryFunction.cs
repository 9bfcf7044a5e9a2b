namespace NetGen.Compiler.Graphs;

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
