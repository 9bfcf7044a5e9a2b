using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>Predictions do not depend on the batch, the threads or other callers, and allocate nothing in the steady state.</summary>
public class PredictTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(100)]
    public void Any_number_of_samples_gives_what_each_gives_alone(int samples)
    {
        var network = new LinearNetwork(seed: 1);
        float[] x = Samples.Values(samples * 3), y = new float[samples * 2], one = new float[2];
        network.Predict(x, y);
        for (int i = 0; i < samples; i++)
        {
            network.Predict(x.AsSpan(3 * i, 3), one);
            Assert.Equal(one, y.AsSpan(2 * i, 2).ToArray());
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Threads_do_not_change_a_bit(int threads)
    {
        var network = new LinearNetwork(seed: 1);
        float[] x = Samples.Values(1003 * 3), alone = new float[1003 * 2], together = new float[1003 * 2];
        network.Predict(x, alone);
        for (int i = 0; i < 20; i++)
        {
            together.AsSpan().Clear();
            network.Predict(x, together, threads);
            Assert.Equal(alone, together);
        }
    }

    [Fact]
    public void Sixty_four_callers_get_the_bits_of_one()
    {
        var network = new LinearNetwork(seed: 1);
        float[] x = Samples.Values(50 * 3), expected = new float[50 * 2];
        network.Predict(x, expected);
        int wrong = 0;
        Thread[] callers = [.. Enumerable.Range(0, 64).Select(caller => new Thread(() =>
        {
            var y = new float[expected.Length];
            for (int i = 0; i < 50; i++)
            {
                network.Predict(x, y, threads: caller % 3 + 1);
                if (!y.AsSpan().SequenceEqual(expected)) Interlocked.Increment(ref wrong);
            }
        }))];
        foreach (Thread caller in callers) caller.Start();
        foreach (Thread caller in callers) caller.Join();
        Assert.Equal(0, wrong);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_allocates_nothing_in_the_steady_state(int threads)
    {
        var network = new LinearNetwork(seed: 1);
        network.core.Reserve(threads + 2, 200);
        float[] x = Samples.Values(200 * 3), y = new float[200 * 2];
        Assert.Equal(0, Allocations.OfSteadyState(() => network.Predict(x, y, threads)));
    }

    [Fact]
    public void Lengths_that_do_not_go_together_are_refused_with_both()
    {
        var network = new LinearNetwork(seed: 1);
        string broken = Assert.Throws<ArgumentException>(() => network.Predict(new float[7], new float[4])).Message;
        Assert.Contains("7 values", broken);
        Assert.Contains("n·3", broken);
        string other = Assert.Throws<ArgumentException>(() => network.Predict(new float[6], new float[6])).Message;
        Assert.Contains("6 values", other);
        Assert.Contains("2·2 = 4", other);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Predict(new float[6], new float[4], threads: -1));
    }

    [Fact]
    public void No_samples_are_no_work() => new LinearNetwork(seed: 1).Predict([], []);

    [Fact]
    public void Output_over_input_is_refused()
    {
        var network = new LinearNetwork(seed: 1);
        var memory = new float[100];
        Assert.Contains("overlaps",
            Assert.Throws<ArgumentException>(() => network.Predict(memory.AsSpan(0, 30), memory.AsSpan(29, 20))).Message);
        network.Predict(memory.AsSpan(0, 30), memory.AsSpan(30, 20));
    }

    [Fact]
    public void The_same_seed_gives_the_same_network_and_another_seed_another()
    {
        Assert.Equal(new LinearNetwork(seed: 1).Dense1.Weight.ToArray(), LinearNetwork.Create(seed: 1).Dense1.Weight.ToArray());
        Assert.NotEqual(new LinearNetwork(seed: 1).Dense1.Weight.ToArray(), new LinearNetwork(seed: 2).Dense1.Weight.ToArray());
    }
}
