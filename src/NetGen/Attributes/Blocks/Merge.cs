namespace NetGen;

/// <summary>How the results of parallel blocks become one.</summary>
public enum Merge
{
    /// <summary>One after the other along the last axis.</summary>
    Concat,

    /// <summary>Their sum; they have the same shape.</summary>
    Add,

    /// <summary>Their product, element by element; they have the same shape.</summary>
    Multiply,
}
