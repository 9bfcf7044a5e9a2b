using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Targets;

/// <summary>A tile of a product held in registers: rows × columns, each with as many partial sums as the product's split says.</summary>
public readonly record struct Tile(int Rows, int Columns);

/// <summary>An instruction set as data: how wide, how many registers, which tiles, and how each operation is spelled.</summary>
public sealed class TargetIsa
{
    /// <summary>The name of the nested class that holds its kernels, and of its file.</summary>
    public required string Name { get; init; }

    /// <summary>What its file says of it in a line.</summary>
    public required string Description { get; init; }

    /// <summary><c>float</c>; <c>double</c> for the code behind gradient checks.</summary>
    public required string Element { get; init; }

    public required string Vector { get; init; }

    public required string Mask { get; init; }

    public required int Lanes { get; init; }

    /// <summary>Tiles for batches, by the number of partial sums a result is split in (1, 2, 4): as many accumulators as stay in registers.</summary>
    public required IReadOnlyDictionary<int, Tile> Tiles { get; init; }

    /// <summary>
    /// Tiles for the gradient of a weight, whose rows are a known number, the largest first: the others take what it leaves, single rows what they leave.
    /// </summary>
    public required IReadOnlyList<Tile> GradientTiles { get; init; }

    /// <summary>Columns worked on at once for a single sample, by split: enough independent sums to hide the latency of an Fma.</summary>
    public required IReadOnlyDictionary<int, int> SingleRowColumns { get; init; }

    /// <summary>Samples whose dot products go side by side, each with 16 lanes of its own: narrow outputs.</summary>
    public required int DotRows { get; init; }

    /// <summary>
    /// The body of the helper for each operation, of arguments a, b, c: vectors; <c>at</c> and <c>i</c>: a place and an offset; <c>n</c>: an immediate.
    /// </summary>
    public required IReadOnlyDictionary<VectorOp, string> Operations { get; init; }

    public required string LoadBody { get; init; }
    public required string StoreBody { get; init; }
    public required string BroadcastBody { get; init; }

    /// <summary>The body of the helper that loads four elements again and again; null where that saves no loads.</summary>
    public string? LoadFourBody { get; init; }

    /// <summary>Whether locals are declared with their types, because <c>var</c> is one.</summary>
    public bool NamesTypes { get; private set; }

    /// <summary>The same, with locals declared with their types.</summary>
    public TargetIsa WithTypesNamed()
    {
        var copy = (TargetIsa)MemberwiseClone();
        copy.NamesTypes = true;
        return copy;
    }

    /// <summary>A vector and a scalar are the same type: one helper serves both.</summary>
    public bool IsScalar => Lanes == 1;

    public static IReadOnlyList<TargetIsa> All => [Avx512.Target, Avx2.Target, Neon.Target, Portable.Target];

    internal const string Intrinsics = "global::System.Runtime.Intrinsics.";
    internal const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe.";
    internal const string VectorMath = "global::NetGen.Numerics.VectorMath.";

    /// <summary>The functions of the library: spelled alike on every target.</summary>
    private static readonly VectorOp[] Functions =
        [VectorOp.Exp, VectorOp.Expm1, VectorOp.Log, VectorOp.Log1p, VectorOp.Tanh, VectorOp.Sigmoid, VectorOp.NormalCdf, VectorOp.NormalPdf];

    internal static IReadOnlyDictionary<VectorOp, string> Table(params (VectorOp Op, string Body)[] own)
    {
        var table = own.ToDictionary(entry => entry.Op, entry => entry.Body);
        foreach (VectorOp function in Functions) table.Add(function, $"{VectorMath}{function}(a)");
        return table;
    }
}
