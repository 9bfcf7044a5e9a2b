using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Lowering;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>The order of a sum follows from the shape alone, and every tile fits the registers of its instruction set.</summary>
public class ScheduleTests
{
    /// <summary>V = ⌈N/16⌉ vectors of results: S = 4 for V = 1, 2 for V = 2…4, 1 for more; 1 wherever K &lt; 16·S.</summary>
    [Theory]
    [InlineData(64, 1, 4)]
    [InlineData(64, 16, 4)]
    [InlineData(63, 16, 1)]
    [InlineData(63, 1, 1)]
    [InlineData(1000, 16, 4)]
    [InlineData(64, 17, 2)]
    [InlineData(32, 17, 2)]
    [InlineData(31, 17, 1)]
    [InlineData(32, 64, 2)]
    [InlineData(31, 64, 1)]
    [InlineData(784, 64, 2)]
    [InlineData(784, 65, 1)]
    [InlineData(784, 80, 1)]
    [InlineData(16, 80, 1)]
    [InlineData(1, 1, 1)]
    public void A_product_of_K_terms_and_N_results_is_split_by_its_shape_alone(int terms, int results, int split) =>
        Assert.Equal(split, Schedule.Split(terms, results));

    /// <summary>
    /// All of up to 16 terms, if their products are few; as many as fit where it is asked for, so that each partial sum gets its own.
    /// </summary>
    [Theory]
    [InlineData(Unroll.Auto, 10, 1, 4, 10)]
    [InlineData(Unroll.Auto, 17, 1, 4, 1)]
    [InlineData(Unroll.Auto, 16, 1, 16, 1)]
    [InlineData(Unroll.Auto, 16, 1, 4, 16)]
    [InlineData(Unroll.Auto, 8, 1, 8, 8)]
    [InlineData(Unroll.Auto, 9, 1, 8, 1)]
    [InlineData(Unroll.Auto, 64, 2, 4, 2)]
    [InlineData(Unroll.Never, 10, 1, 4, 1)]
    [InlineData(Unroll.Never, 64, 4, 1, 4)]
    [InlineData(Unroll.Always, 33, 1, 4, 33)]
    [InlineData(Unroll.Always, 34, 1, 4, 33)]
    [InlineData(Unroll.Always, 64, 2, 4, 32)]
    [InlineData(Unroll.Always, 784, 4, 1, 100)]
    public void Terms_are_written_out_while_it_pays_or_as_far_as_it_is_asked_for(Unroll unroll, int terms, int split, int vectors, int turn)
    {
        Assert.Equal(turn, Schedule.UnrollFactor(unroll, terms, split, vectors));
        if (turn < terms) Assert.Equal(0, turn % split);
        Assert.True(turn * (1 + 2 * vectors) <= KernelBudget.Operations);
    }

    /// <summary>What is asked for shows in the kernel of a single sample, and in nothing else.</summary>
    [Theory]
    [InlineData("Auto", 10, "DenseReLU1x32k10"), InlineData("Never", 10, "DenseReLU1x32"), InlineData("Always", 100, "DenseReLU1x32x2by60"),
        InlineData("Auto", 100, "DenseReLU1x32x2by4"), InlineData("Auto", 99, "DenseReLU1x32x2")]
    public void An_argument_of_the_layer_decides(string unroll, int inputs, string kernel)
    {
        PlannedNetwork network = Plan(Input(inputs), Dense(32, "ReLU", ("Unroll", unroll)), Node("MeanSquaredError"));
        FusionGroup product = network.Fused.Predict.Steps.Select(step => step.FusionGroup).First(group => group.Root is MatMul);
        Assert.Equal(kernel, Lower.Run(product, Avx512.Target).Calls[^1].Kernel.Name);
        Assert.Equal(Lower.Run(product, Avx512.Target).Calls[0].Kernel.Name, inputs == 10 ? "DenseReLU8x32" : "DenseReLU4x32x2");
    }

    public static TheoryData<string> Targets => [.. TargetIsa.All.Select(target => target.Name), "Checks"];

    /// <summary>
    /// Each row of a weight's gradient belongs to one tile, and few to single rows: none of an even number from 4 on, with AVX2 or AVX-512.
    /// </summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void Rows_of_a_gradient_are_taken_once_each_and_mostly_by_tiles(string name)
    {
        TargetIsa target = Find(name);
        for (int rows = 1; rows <= 1000; rows++)
        {
            int next = 0, single = 0;
            foreach ((Tile tile, int from, int count) in Schedule.GradientRowsBy(target, rows))
            {
                Assert.Equal(next, from);
                Assert.Equal(0, count % tile.Rows);
                next += count;
                if (tile.Rows == 1) single += count;
            }
            Assert.Equal(rows, next);
            int most = name switch { "Avx2" => rows < 4 ? rows : rows % 2, "Avx512" or "Neon" => rows % 4, _ => rows };
            Assert.True(single <= most, $"{single} of {rows} rows are single");
        }
    }

    /// <summary>Columns either divide a panel of 16 or are made of whole ones; else a vector would lie across two panels.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void Tiles_fit_panels(string name)
    {
        foreach (int columns in Find(name).Tiles.Values.Select(tile => tile.Columns).Concat(Find(name).SingleRowColumns.Values))
            Assert.True(16 % columns == 0 || columns % 16 == 0, $"{columns} columns");
    }

    [Theory]
    [InlineData("Avx512", 32)]
    [InlineData("Avx2", 16)]
    [InlineData("Neon", 32)]
    public void Accumulators_of_a_tile_leave_registers_for_its_factors(string name, int registers)
    {
        TargetIsa target = Find(name);
        foreach ((int split, Tile tile) in target.Tiles.Select(pair => (pair.Key, pair.Value))
            .Concat(target.GradientTiles.Select(tile => (1, tile))))
        {
            int vectors = tile.Columns / target.Lanes, accumulators = tile.Rows * vectors * split;
            Assert.True(accumulators + vectors + 1 <= registers,
                $"{tile} with {split} sums: {accumulators} accumulators, {vectors} vectors of B and a broadcast");
        }
    }

    [Fact]
    public void A_block_of_samples_divides_the_512_of_a_gradient_sum()
    {
        foreach (int floats in new[] { 0, 1, 16, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 1 << 30 })
        {
            foreach (int parameters in new[] { 0, 8192, 8193, 1_000_000 })
            {
                int block = PlanNetwork.SampleBlock(floats, parameters);
                Assert.True(512 % block == 0, $"{block} samples for {floats} floats and {parameters} parameters");
                Assert.True((long)block * floats <= 1 << 24 || block == 1, $"{block} samples of {floats} floats");
                Assert.True(block >= 16 || floats > 1_000_000, $"{block} samples of {floats} floats");
            }
        }
    }

    private static TargetIsa Find(string name) => name == "Checks" ? Portable.Checks : TargetIsa.All.Single(target => target.Name == name);

    /// <summary>The sums of a tile, a row of weights and the value they are multiplied by stay in registers.</summary>
    [Fact]
    public void Tiles_fit_into_the_registers()
    {
        foreach (TargetIsa target in TargetIsa.All.Where(target => target.Registers is not null))
        {
            foreach ((int split, Tile tile) in target.Tiles)
                Assert.True(target.VectorsOf(tile, split) <= target.Registers, $"{target.Name}, {split}: {tile}");
            foreach (Tile tile in target.GradientTiles)
                Assert.True(target.VectorsOf(tile, 1) <= target.Registers, $"{target.Name}: {tile}");
        }
    }
}
