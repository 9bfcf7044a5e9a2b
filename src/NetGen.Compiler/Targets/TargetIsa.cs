using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Targets;

/// <summary>An instruction set as data: how wide, how many registers, which tiles. Its operations are a class of the library.</summary>
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

    /// <summary>Vectors that fit into registers: the tiles below are as large as these allow; null where it is anybody's.</summary>
    public int? Registers { get; init; }

    /// <summary>
    /// Tiles for batches, by the number of partial sums a result is split in (1, 2, 4): as many accumulators as stay in registers.
    /// </summary>
    public required IReadOnlyDictionary<int, Tile> Tiles { get; init; }

    /// <summary>
    /// Tiles for the gradient of a weight, whose rows are a known number, the largest first: the others take what it leaves, single rows
    /// what they leave.
    /// </summary>
    public required IReadOnlyList<Tile> GradientTiles { get; init; }

    /// <summary>Columns worked on at once for a single sample, by split: enough independent sums to hide the latency of an Fma.</summary>
    public required IReadOnlyDictionary<int, int> SingleRowColumns { get; init; }

    /// <summary>Samples whose dot products go side by side, each with 16 lanes of its own: narrow outputs.</summary>
    public required int DotRows { get; init; }

    /// <summary>The class in <c>NetGen.Numerics</c> that has the operations: generated code has them by inheritance.</summary>
    public required string Operations { get; init; }

    /// <summary>Whether + − · ÷ of vectors are written with C#'s operators; otherwise they are calls as well.</summary>
    public bool HasOperators { get; init; } = true;

    /// <summary>Operations that the class does not have, for vectors: Legalize expands them.</summary>
    public IReadOnlyCollection<VectorOp> Lacks { get; init; } = [];

    /// <summary>Whether four elements are loaded at once and spread, which saves loads.</summary>
    public bool LoadsBroadcast128 => Has(VectorOp.BroadcastLane);

    public bool Has(VectorOp op) => !Lacks.Contains(op);

    /// <summary>
    /// Vectors that a tile keeps at once: its sums, a vector of each column's weights, and the value they are multiplied by.
    /// </summary>
    /// <param name="tile">Rows and columns.</param>
    /// <param name="split">Partial sums of each result.</param>
    public int VectorsOf(Tile tile, int split) => tile.Rows * (tile.Columns / Lanes) * split + tile.Columns / Lanes + 1;

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
}
