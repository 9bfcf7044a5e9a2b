using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>A counter of a product.</summary>
/// <param name="Letter">In formulas.</param>
/// <param name="Sum">The sum over it, in formulas.</param>
/// <param name="Counts">What it counts.</param>
/// <param name="Length">How many there are; null for the samples of a call.</param>
public sealed record Axis(string Letter, string Sum, string Counts, int? Length = null)
{
    public static Axis Samples { get; } = new("m", "Σₘ", "samples");

    public static Axis Inputs(int length) => new("k", "Σₖ", "inputs", length);

    public static Axis Outputs(int length) => new("j", "Σⱼ", "outputs", length);
}

/// <summary>What takes part in a product.</summary>
/// <param name="Role">What it is called in kernels.</param>
/// <param name="Value">A parameter, or rows of samples.</param>
/// <param name="Row">The counter of its rows.</param>
/// <param name="Column">The counter of what is in a row.</param>
public sealed record Operand(string Role, Value Value, Axis Row, Axis Column)
{
    public Formula Formula => $"{Value}[{Row.Letter},{Column.Letter}]";
}

/// <summary>
/// result[row, column] = Σ over terms of a·b, where a has no columns of the result and b none of its rows. Rows of A are samples. Kernels have
/// vectors along the result's columns.
/// </summary>
/// <param name="Term">The counter that A and B have in common.</param>
public sealed record MatrixProduct(Operand Result, Axis Term, Operand A, Operand B)
{
    /// <summary>
    /// How terms are written out where a single sample is computed; null where samples are always many, as in the backward pass: there sums have
    /// one part, and columns may be computed again.
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
