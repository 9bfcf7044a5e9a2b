namespace NetGen.Compiler.Kernels;

/// <summary>
/// What a kernel can do with vectors and scalars. One name has one rounding behavior on every target: Fma is always fused,
/// Max(a, b) is a &gt; b ? a : b and Min(a, b) is a &lt; b ? a : b, so that bits do not depend on the instruction set.
/// </summary>
public enum VectorOp
{
    Add, Sub, Mul, Div, Fma, Neg, Abs, Sqrt, Max, Min,

    /// <summary>Comparisons give a mask for <see cref="Select"/>: Select(mask, a, b) is a where the mask holds.</summary>
    Greater, GreaterOrEqual, Select,

    /// <summary>MaskTail(a, b): the first lanes of a, the others of b; how many is the immediate.</summary>
    MaskTail,

    /// <summary>
    /// BroadcastLane(a): one of the four elements that a is made of (<see cref="LoadBroadcast128"/>) in every lane; which is the immediate.
    /// Only targets have it whose loads are fewer for it.
    /// </summary>
    BroadcastLane,

    /// <summary>A scalar in every lane.</summary>
    Splat,

    /// <summary>All lanes to one scalar, by halves: x[i] + x[i + half] (Max likewise).</summary>
    ReduceAdd, ReduceMax,

    /// <summary>Functions of the library, the same bits for every width.</summary>
    Exp, Expm1, Log, Log1p, Tanh, Sigmoid, NormalCdf, NormalPdf,
}
