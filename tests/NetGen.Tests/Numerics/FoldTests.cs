using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>A sum has the bits of the documented order for every length, in one piece or in many.</summary>
public class FoldTests
{
    [Fact]
    public void Sums_have_the_order_of_the_rule_for_every_length()
    {
        var random = new Random(2);
        for (int length = 0; length <= 300; length++)
        {
            float[] a = Values(random, length), b = Values(random, length);
            Assert.Equal(ByRule(length, (lane, i) => lane + a[i]), Fold.Sum(a));
            Assert.Equal(ByRule(length, (lane, i) => MathF.FusedMultiplyAdd(a[i], b[i], lane)), Fold.Dot(a, b));
            Assert.Equal(ByRule(length, (lane, i) => MathF.FusedMultiplyAdd(a[i], a[i], lane)), Fold.SumOfSquares(a));
        }
    }

    [Fact]
    public void Terms_that_come_in_pieces_give_the_same_bits()
    {
        var random = new Random(3);
        var sum = new LaneSum();
        for (int round = 0; round < 300; round++)
        {
            float[] a = Values(random, random.Next(0, 700)), b = Values(random, a.Length);
            sum.Start(a.Length);
            Pieces(a.Length, (start, length) => sum.Add(a.AsSpan(start, length)));
            Assert.Equal(Fold.Sum(a), sum.Total());

            sum.Start(a.Length);
            Pieces(a.Length, (start, length) => sum.AddSquares(a.AsSpan(start, length)));
            Assert.Equal(Fold.SumOfSquares(a), sum.Total());

            sum.Start(a.Length);
            Pieces(a.Length, (start, length) => sum.AddProducts(a.AsSpan(start, length), b.AsSpan(start, length)));
            Assert.Equal(Fold.Dot(a, b), sum.Total());
        }

        void Pieces(int length, Action<int, int> add)
        {
            for (int i = 0; i < length;)
            {
                int piece = Math.Min(random.Next(0, 150), length - i);
                add(i, piece);
                i += piece;
            }
        }
    }

    [Fact]
    public void A_sum_of_another_length_than_announced_is_refused()
    {
        var sum = new LaneSum();
        sum.Start(3);
        sum.Add([1, 2]);
        Assert.Throws<InvalidOperationException>(() => sum.Total());
        Assert.Throws<InvalidOperationException>(() => sum.Add([1, 2]));
        Assert.Throws<ArgumentException>(() => Fold.Dot([1, 2], [1]));
    }

    private static float[] Values(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() * 2 - 1))];

    private static float ByRule(int length, Func<float, int, float> add)
    {
        int lanes = length >= 64 ? 64 : 16;
        float[] x = new float[lanes];
        for (int i = 0; i < length; i++)
            x[i % lanes] = add(x[i % lanes], i);

        for (int half = lanes / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
                x[i] += x[i + half];
        }

        return x[0];
    }
}
