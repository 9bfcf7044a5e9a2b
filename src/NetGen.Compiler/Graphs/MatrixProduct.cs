namespace NetGen.Compiler.Graphs;

/// <summary>
/// result[row, column] = Σ over terms of a·b, where a has no columns of the result and b none of its rows. Rows of A are samples. Kernels
/// have vectors along the result's columns.
/// </summary>
/// <param name="Term">The counter that A and B have in common.</param>
public sealed record MatrixProduct(Operand Result, Axis Term, Operand A, Operand B)
{
    /// <summary>
    /// How terms are written out where a single sample is computed; null where samples are always many, as in the backward pass: there sums
    /// have one part, and columns may be computed again.
    /// </summary>
    public Unroll? Unroll { get; init; }

    /// <summary>What a kernel is called whose sums begin with a bias; null where they cannot.</summary>
    public string? NameWithBias { get; init; }

    /// <summary>Whether the terms are samples: the result is one for all of them.</summary>
    public bool IsOverSamples => Term.Length is null;

    /// <summary>Whether B is read by its transpose, so that what lies together is what vectors are loaded from.</summary>
    public bool IsTransposed => B.Row == Result.Column;

    public Formula Formula => $"{Term.Sum} {A.Formula}·{B.Formula}";
}
