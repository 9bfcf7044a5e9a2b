namespace NetGen.Conformance;

/// <summary>Which values fall, and when.</summary>
public sealed class DropoutTests
{
    private const int Count = 20;
    private static readonly float[] X = Samples.Draw(Count * 21, 1);

    [Fact]
    public void The_same_seed_drops_the_same_values_step_by_step()
    {
        Dropped one = new(seed: 4), other = new(seed: 4);
        Tape<Dropped> first = one.CreateTape(Count), second = other.CreateTape(64);
        float[]? before = null;
        for (int step = 0; step < 3; step++)
        {
            float[] y = one.Forward(first, X).ToArray();
            Bits.Same(y, other.Forward(second, X), $"step {step}");
            if (before is not null) Assert.NotEqual(before, y);
            before = y;
        }
    }

    [Fact]
    public void Another_seed_drops_others()
    {
        Dropped one = new(seed: 4), other = new(seed: 5);
        other.Parameters.CopyFrom(one.Parameters);
        float[] y = one.Forward(one.CreateTape(Count), X).ToArray();
        Assert.NotEqual(y, other.Forward(other.CreateTape(Count), X).ToArray());
    }

    [Fact]
    public void What_is_dropped_of_a_sample_does_not_depend_on_the_batch_around_it()
    {
        Dropped one = new(seed: 4), other = new(seed: 4);
        float[] whole = one.Forward(one.CreateTape(Count), X).ToArray();
        Bits.Same(whole.AsSpan(0, 7 * 5), other.Forward(other.CreateTape(7), X.AsSpan(0, 7 * 21)), "the first seven samples");
    }

    [Fact]
    public void Evaluation_drops_nothing_and_counts_no_step()
    {
        Dropped one = new(seed: 4), other = new(seed: 4);
        Tape<Dropped> first = one.CreateTape(Count), second = other.CreateTape(Count);
        var y = new float[Count * 5];
        one.Predict(X, y);
        Bits.Same(y, one.Forward(first, X, training: false), "Forward without training");
        one.Forward(first, X, training: false);
        Bits.Same(other.Forward(second, X).ToArray(), one.Forward(first, X), "the first step in training");
    }

    [Fact]
    public void About_the_declared_share_falls_and_the_rest_is_scaled_up()
    {
        // All weights are equal and no unit is at a kink, so dx is the first layer's mask times a number of the sample's own.
        const int samples = 500;
        var network = new Dropped(seed: 9);
        foreach (Parameter parameter in network.Parameters) parameter.CopyFrom(Enumerable.Repeat(0.01f, parameter.Length).ToArray());
        Tape<Dropped> tape = network.CreateTape(samples);
        float[] x = Enumerable.Repeat(1f, samples * 21).ToArray(), dy = Enumerable.Repeat(1f, samples * 5).ToArray(),
            dx = new float[x.Length];
        network.Forward(tape, x);
        network.BackwardToInput(tape, dy, dx);
        int alive = 0, kept = 0;
        for (int m = 0; m < samples; m++)
        {
            float[] row = dx[(m * 21)..((m + 1) * 21)];
            float most = row.Max();
            if (most == 0) continue;                                    // all of the sample's later values fell
            alive += 21;
            kept += row.Count(value => value != 0);
            Assert.All(row, value => Assert.True(value == 0 || Math.Abs(value - most) < 1e-6f * most));
        }
        Assert.True(alive > 21 * samples / 2);
        Assert.InRange((double)kept / alive, 0.72, 0.78);               // 0.75 ± 6.5 standard deviations of 10,000 draws
    }
}
