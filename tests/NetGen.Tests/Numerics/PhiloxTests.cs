using NetGen.Runtime;

namespace NetGen.Tests.Numerics;

/// <summary>
/// The generator gives the published answers of Philox4x32-10, and its numbers and shuffles are distributed as they should be.
/// </summary>
public class PhiloxTests
{
    /// <summary>The known answers of philox4x32-10 in Random123's kat_vectors (D. E. Shaw Research).</summary>
    [Fact]
    public void Known_answers_come_out()
    {
        Assert.Equal((0x6627E8D5u, 0xE169C58Du, 0xBC57AC4Cu, 0x9B00DBD8u), Philox.Block(0, 0, 0, 0, 0, 0));
        Assert.Equal((0x408F276Du, 0x41C83B0Eu, 0xA20BC7C6u, 0x6D5451FDu), Philox.Block(~0u, ~0u, ~0u, ~0u, ~0u, ~0u));
        Assert.Equal(
            (0xD16CFE09u, 0x94FDCCEBu, 0x5001E420u, 0x24126EA1u),
            Philox.Block(0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0));
    }

    [Fact]
    public void Every_coordinate_matters_and_words_of_a_block_are_its_units()
    {
        uint start = Philox.Word(1, 2, 3, 4, 5);
        Assert.NotEqual(start, Philox.Word(9, 2, 3, 4, 5));
        Assert.NotEqual(start, Philox.Word(1 + (1ul << 40), 2, 3, 4, 5));
        Assert.NotEqual(start, Philox.Word(1, 9, 3, 4, 5));
        Assert.NotEqual(start, Philox.Word(1, 2, 9, 4, 5));
        Assert.NotEqual(start, Philox.Word(1, 2, 3 + (1ul << 40), 4, 5));
        Assert.NotEqual(start, Philox.Word(1, 2, 3, 9, 5));
        Assert.NotEqual(start, Philox.Word(1, 2, 3, 4, 9));
        (uint w0, uint w1, uint w2, uint w3) = Philox.Words(1, 2, 3, 4, 7);
        Assert.Equal([w0, w1, w2, w3], Enumerable.Range(28, 4).Select(unit => Philox.Word(1, 2, 3, 4, unit)));
    }

    [Fact]
    public void Uniform_numbers_are_uniform()
    {
        double[] u = [.. Enumerable.Range(0, 100_000).Select(i => (double)Philox.Uniform(42, 1, 2, (ulong)i / 100, i % 100))];
        Assert.All(u, x => Assert.InRange(x, 0, 1 - 1.0 / 16777216));
        Distribution.AssertLike(u, x => Math.Clamp(x, 0, 1));
        Assert.Equal(1 - 1f / 16777216, Philox.Uniform(~0u));
        Assert.Equal(0f, Philox.Uniform(255u));
    }

    [Fact]
    public void Normal_numbers_are_normal_and_pairs_do_not_depend_on_each_other()
    {
        double[] z = [.. Enumerable.Range(0, 100_000).Select(i => (double)Philox.Normal(7, 3, 0, 1, i))];
        Distribution.AssertLike(z, NetGen.Numerics.VectorMath.NormalCdf);
        Assert.InRange(Enumerable.Range(0, z.Length / 2).Average(i => z[2 * i] * z[2 * i + 1]), -0.02, 0.02);
    }

    [Fact]
    public void A_shuffle_is_a_permutation_that_seed_and_epoch_choose()
    {
        int[] Shuffled(ulong seed, ulong epoch)
        {
            int[] items = [.. Enumerable.Range(0, 1000)];
            Philox.Shuffle(items, seed, epoch);
            return items;
        }

        Assert.Equal(Enumerable.Range(0, 1000), Shuffled(1, 0).Order());
        Assert.Equal(Shuffled(1, 0), Shuffled(1, 0));
        Assert.NotEqual(Shuffled(1, 0), Shuffled(1, 1));
        Assert.NotEqual(Shuffled(1, 0), Shuffled(2, 0));
    }

    [Fact]
    public void Each_of_the_six_orders_of_three_is_as_likely()
    {
        var counts = new Dictionary<string, int>();
        for (int epoch = 0; epoch < 6000; epoch++)
        {
            int[] items = [0, 1, 2];
            Philox.Shuffle(items, 5, (ulong)epoch);
            string order = string.Concat(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }
}
