using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// Decisions of order and size: what depends on the shape alone decides the bits; what depends on the target only the speed.
/// </summary>
public static class Schedule
{
    /// <summary>
    /// How many partial sums each result of a product of K terms and N results has: more where there are few results, to hide the latency
    /// of an Fma. Partial s takes the terms k ≡ s; they are added as (p0 + p2) + (p1 + p3). It must never depend on anything but the shape.
    /// </summary>
    public static int Split(int terms, int results)
    {
        int vectors = (results + 15) / 16;
        int split = vectors >= 5 ? 1 : vectors >= 2 ? 2 : 4;
        return terms >= 16 * split ? split : 1;
    }

    /// <summary>
    /// Rows of a weight's gradient by the tiles that take them: as many as can be by the largest, then by the next, single ones at the end.
    /// Where two tiles together leave nothing, the largest goes without a few rows for that.
    /// </summary>
    public static IReadOnlyList<(Tile Tile, int From, int Count)> GradientRowsBy(TargetIsa target, int rows)
    {
        IReadOnlyList<Tile> tiles = target.GradientTiles;
        int first = tiles[0].Rows, second = tiles[tiles.Count - 1].Rows, seconds = 0;
        for (int s = 1; s < first && s * second <= rows && second < first; s++)
            if ((rows - s * second) % first < (rows - seconds * second) % first) seconds = s;
        int byFirst = (rows - seconds * second) / first * first, bySecond = seconds * second, left = rows - byFirst - bySecond;
        var parts = new List<(Tile, int, int)>();
        if (byFirst > 0) parts.Add((tiles[0], 0, byFirst));
        if (bySecond > 0) parts.Add((tiles[tiles.Count - 1], byFirst, bySecond));
        if (left > 0) parts.Add((new Tile(1, target.SingleRowColumns[1]), byFirst + bySecond, left));
        return parts;
    }

    /// <summary>
    /// Rows of a weight's gradient that go through all columns together: that part of the inputs, a line or two per sample, stays in the
    /// first cache, where all rows of a wide layer would come from the second again for each tile of columns.
    /// </summary>
    public const int GradientRows = 24;

    /// <summary>
    /// Terms that are written out in a turn of the loop, for a single row: all of a few, whose loop takes as long as they do; else as many
    /// as the partial sums need, or, where it is asked for, as the JIT optimizes in a method.
    /// </summary>
    public static int UnrollFactor(Unroll unroll, int terms, int split, int vectors)
    {
        const int few = 16, fewSums = 64;       // beyond, the JIT begins to move vectors to the stack
        int most = KernelBudget.Operations * 3 / 4 / (1 + 2 * vectors);     // a broadcast, and a load and a multiply-add for each vector
        return unroll switch
        {
            Unroll.Auto when terms <= few && terms * vectors <= fewSums => terms,
            Unroll.Always => terms <= most ? terms : Math.Max(1, most / split) * split,
            _ => split,
        };
    }
}
