namespace NetGen.Compiler.Programs;

/// <summary>What a parameter of an entry point is, which decides its type in generated code.</summary>
public enum EntryParameterKind
{
    /// <summary>The first of many values: <c>ref float</c>.</summary>
    Values,

    /// <summary>Dense rows of the caller's, for each input, output or loss: a <c>ref float</c> each.</summary>
    Rows,

    /// <summary>A count or a number of a row: <c>nuint</c>.</summary>
    Count,

    /// <summary>A number that random numbers are indexed by: <c>ulong</c>.</summary>
    Number,

    /// <summary>A condition: <c>bool</c>.</summary>
    Flag,
}
