using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Passes;

/// <summary>Decisions of order and size: what depends on the shape alone decides the bits; what depends on the target only the speed.</summary>
public static class Schedule
{
    /// <summary>
    /// How many partial sums each result of a product of K terms and N results has: more where there are few results, to hide the latency of an Fma.
    /// Partial s takes the terms k ≡ s; they are added as (p0 + p2) + (p1 + p3). It must never depend on anything but the shape.
    /// </summary>
    public static int Split(int terms, int results)
    {
        int vectors = (results + 15) / 16;
        int split = vectors >= 5 ? 1 : vectors >= 2 ? 2 : 4;
        return terms >= 16 * split ? split : 1;
    }

    /// <summary>Rows worked on at once: the whole tile, then single rows, with more columns at once, for what is left and for one sample alone.</summary>
    public static IReadOnlyList<Tile> RowTiles(TargetIsa target, int split)
    {
        Tile tile = target.Tiles[split], single = new(1, target.SingleRowColumns[split]);
        return tile.Rows == 1 ? [single] : [tile, single];
    }

    /// <summary>
    /// Rows of a weight's gradient that go through all columns together: that part of the inputs, a line or two a sample, stays in the first cache,
    /// where all rows of a wide layer would come from the second again for each tile of columns.
    /// </summary>
    public const int GradientRows = 24;

    /// <summary>
    /// Samples that go through all layers together: as many as keep their values in a quarter of the first cache where the parameters are small, in the second
    /// where they are not; a power of two, so that blocks divide the 512 samples a gradient sum runs over. Rows of millions of floats come in fewer:
    /// a block's memory is one array.
    /// </summary>
    public static int SampleBlock(int floatsPerSample, int parameterFloats)
    {
        int room = parameterFloats <= 8 * 1024 ? 16 * 1024 : 192 * 1024;
        int block = 512;
        while (block > 32 && (long)block * floatsPerSample > room) block /= 2;
        block = Math.Max(block, parameterFloats <= 8 * 1024 ? 32 : 128);
        while (block > 16 && (long)block * floatsPerSample > 1 << 30) block /= 2;
        return block;
    }
}
