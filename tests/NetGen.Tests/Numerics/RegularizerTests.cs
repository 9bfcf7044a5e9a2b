using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen.Tests.Numerics;

/// <summary>Penalties, weight decay by parameter and bounds on norms, against Keras's formulas in double; and in their order.</summary>
public class RegularizerTests
{
    private static ParameterInfo Info(int rows, int columns, int panel, int offset = 0) =>
        new("Dense1", "Weight", [rows, columns], offset, panel, Initializer.Zeros, rows, columns, 0, "dense1.weight", true, true);

    private static ParameterSet Set(params ParameterInfo[] infos) => new(infos, infos.Sum(info => info.PaddedLength));

    [Fact]
    public void The_penalty_is_the_sum_of_magnitudes_and_squares()
    {
        ParameterSet set = Set(Info(3, 2, 16) with { L1 = 0.5, L2 = 0.25 }, Info(1, 5, 16, 48), Info(2, 2, 16, 64) with { L2 = 2 });
        set[0].CopyFrom([1, -2, 0, 3, -4, 0.5f]);
        set[1].CopyFrom([7, 7, 7, 7, 7]);
        set[2].CopyFrom([1, 2, -1, 1]);
        Assert.Equal(0.5f * 10.5f + 0.25f * 30.25f + 2 * 7, set.Penalty());
    }

    [Fact]
    public void Without_penalties_there_is_none() => Assert.Equal(0, Set(Info(3, 2, 16)).Penalty());

    [Fact]
    public void A_frozen_layer_has_no_penalty() => Assert.Equal(0, Set(Info(3, 2, 16) with { L2 = 1, Trainable = false }).Penalty());

    [Fact]
    public void Gradients_of_penalties_join_before_clipping()
    {
        float[] p = [2, -3, 0, 1], g = [0.25f, 0, 0, 0.5f];
        new SGD(1) { ClipValue = 1 }.Step(this, p, g, [new(0, 3) { L1 = 0.5, L2 = 0.125 }, (3, 1)]);
        Assert.Equal([1, -1, 0, 0.5f], g);      // 0.25 + 0.5 + 0.25·2 = 1.25, −0.5 − 0.25·3 = −1.25, 0 + sign(0)·0.5 = 0
        Assert.Equal([1, -2, 0, 0.5f], p);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weight_decay_is_multiplied_by_each_parameter_s_own(bool decoupled)
    {
        float[] p = [1, 1, 1];
        new SGD(0.5, weightDecay: 0.5)
            { DecoupledDecay = decoupled }.Step(this, p, new float[3], [(0, 1), new(1, 1) { Decay = 0 }, new(2, 1) { Decay = 2 }]);
        Assert.Equal([0.75f, 1, 0.5f], p);
    }

    [Fact]
    public void A_unit_whose_squares_overflow_is_cut_down_too_and_not_to_zero()
    {
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            ParameterSet set = Set(Info(2, 3, 16) with { MaxNorm = 5 });
            set[0].CopyFrom([3e38f, 3e20f, 6, 4e37f, -4e20f, 8]);
            new SGD(0) { Width = width }.Step(this, set, new float[set.Block.Span.Length]);
            double norm = Math.Sqrt(9e76 + 16e74);
            double[] expected = [5 * 3e38 / norm, 3, 3, 5 * 4e37 / norm, -4, 4];
            for (int i = 0; i < 6; i++) Assert.Equal(expected[i], set[0].ToArray()[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(3, 2, 16)]
    [InlineData(70, 33, 16)]
    [InlineData(5, 33, 48)]
    [InlineData(9, 1, 16)]
    public void Units_above_the_largest_norm_are_cut_down_and_no_others(int rows, int columns, int panel)
    {
        float[]? bits = null;
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            ParameterSet set = Set(Info(rows, columns, panel) with { MaxNorm = 1.5 });
            var random = new Random(3);
            float[] before = [.. Enumerable.Range(0, rows * columns)
                .Select(i => (float)(random.NextDouble() - 0.5) * 6 / MathF.Sqrt(rows) * (i % columns % 3))];
            set[0].CopyFrom(before);
            new SGD(0) { Width = width }.Step(this, set, new float[set.Block.Span.Length]);
            float[] after = set[0].ToArray();
            for (int j = 0; j < columns; j++)
            {
                double norm = Math.Sqrt(Enumerable.Range(0, rows).Sum(k => Math.Pow(before[k * columns + j], 2)));
                for (int k = 0; k < rows; k++)
                {
                    float old = before[k * columns + j];
                    if (norm <= 1.5) Assert.Equal(old, after[k * columns + j]);
                    else Assert.Equal(old * 1.5 / (norm + 1e-7), after[k * columns + j], 2e-6);
                }
            }
            bits ??= after;
            Assert.Equal(bits, after);
            Assert.Equal(after.Count(x => x != 0), set.Block.Span.ToArray().Count(x => x != 0));
        }
    }

    [Fact]
    public void Parameters_that_are_treated_the_same_way_are_one_range()
    {
        ParameterSet set = Set(
            Info(1, 16, 16), Info(1, 16, 16, 16), Info(1, 16, 16, 32) with { Decay = 0 }, Info(1, 16, 16, 48) with { Decay = 0 },
            Info(1, 16, 16, 64) with { L2 = 1 });
        Assert.Equal([(0, 32), (32, 32), (64, 16)], set.TrainableRanges.ToArray().Select(range => (range.Start, range.Length)));
    }

    [Fact]
    public void Penalties_and_constraints_do_not_allocate()
    {
        ParameterSet set = Set(Info(30, 40, 48) with { MaxNorm = 1, L1 = 1e-3, L2 = 1e-3 });
        set[0].CopyFrom([.. Enumerable.Range(0, 1200).Select(i => i % 7 * 0.1f)]);
        var gradients = new float[set.Block.Span.Length];
        var sgd = new SGD();
        Assert.Equal(0, Allocations.OfSteadyState(Step, warmUp: 3));

        void Step()
        {
            sgd.Step(this, set, gradients);
            set.Penalty();
        }
    }
}
