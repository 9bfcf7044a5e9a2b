using NetGen.Runtime;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Noise is normally distributed, and a sample's noise depends on seed and coordinates alone, not on how calls are divided.
/// </summary>
public sealed class GaussianNoiseTests
{
    [Fact]
    public void Numbers_are_normal_with_the_deviation_asked_for()
    {
        const int count = 200_000;
        var noise = new float[count];
        GaussianNoise.Fill(ref noise[0], 1, count, count, 0.5, seed: 1, step: 2, firstSample: 3, stream: 4, training: true);
        double mean = noise.Average(x => (double)x), variance = noise.Average(x => (double)x * x),
            fourth = noise.Average(x => Math.Pow(x, 4));
        Assert.InRange(mean, -0.005, 0.005);                            // 4.5 deviations of a mean of 200,000
        Assert.InRange(variance, 0.25 * 0.985, 0.25 * 1.015);
        Assert.InRange(fourth / (variance * variance), 2.93, 3.07);     // 3 for a normal distribution
        double within = noise.Count(x => Math.Abs(x) < 0.5) / (double)count;
        Assert.InRange(within, 0.6827 - 0.005, 0.6827 + 0.005);
    }

    [Fact]
    public void A_sample_s_numbers_do_not_depend_on_its_place_in_a_call()
    {
        const int units = 7, stride = 16;
        float[] together = new float[5 * stride], alone = new float[stride];
        GaussianNoise.Fill(ref together[0], 5, stride, units, 1, 9, 8, 10, 1, true);
        GaussianNoise.Fill(ref alone[0], 1, stride, units, 1, 9, 8, 13, 1, true);
        Assert.Equal(together[(3 * stride)..(4 * stride)], alone);
        Assert.All(alone[units..], padding => Assert.Equal(0, BitConverter.SingleToInt32Bits(padding)));
    }

    [Fact]
    public void Double_precision_has_the_same_numbers()
    {
        var single = new float[20];
        var twice = new double[20];
        GaussianNoise.Fill(ref single[0], 2, 10, 10, 0.3, 9, 8, 10, 1, true);
        GaussianNoise.Fill(ref twice[0], 2, 10, 10, 0.3, 9, 8, 10, 1, true);
        for (int i = 0; i < single.Length; i++) Assert.Equal(twice[i], single[i], 1e-6);
    }

    [Fact]
    public void Without_training_each_is_the_zero_that_changes_nothing()
    {
        var noise = new float[4];
        GaussianNoise.Fill(ref noise[0], 1, 4, 3, 1, 9, 8, 10, 1, training: false);
        Assert.Equal([unchecked((int)0x80000000), unchecked((int)0x80000000), unchecked((int)0x80000000), 0],
            noise.Select(BitConverter.SingleToInt32Bits));
    }
}
