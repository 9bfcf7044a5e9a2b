using NetGen.Runtime;
using NetGen.Tests.Fakes;

namespace NetGen.Tests.Safety;

/// <summary>A number is a bound, not an order: nothing is allocated, and no thread made, only because a caller names a large one; what
/// cannot be had is refused by documented exceptions.</summary>
public class BoundsTests
{
    [Theory]
    [InlineData(int.MaxValue), InlineData(int.MaxValue - 16), InlineData(1_000_000_000)]
    public void A_tape_for_more_samples_than_an_array_holds_is_refused_with_what_fits(int capacity)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new LinearNetwork(seed: 1).CreateTape(capacity));
        Assert.Equal("capacity", exception.ParamName);
        int most = (Array.MaxLength - 16) / Linear<float>.PerSample / 16 * 16;
        Assert.Contains($"holds at most {most} samples", exception.Message);
    }

    [Fact]
    public void The_largest_capacity_is_one_that_an_array_holds()
    {
        var network = new LinearNetwork(seed: 1);
        int most = Tape.MaxCapacity(network.core);
        Assert.True(network.core.Layout.TapeLength(most) <= AlignedBlock<float>.MaxLength);
        Assert.True(network.core.Layout.TapeLength(most + 16) > AlignedBlock<float>.MaxLength);
    }

    [Fact]
    public void Epochs_without_end_allocate_for_those_that_were()
    {
        var network = new LinearNetwork(seed: 1);
        float[] x = Samples.Values(3 * 8), t = new float[2 * 8];
        var data = new Dataset<LinearNetwork>(x, t);
        var sgd = new SGD(0.01);
        using var stop = new CancellationTokenSource();
        network.Fit(data, sgd);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<OperationCanceledException>(() => network.Fit(data, sgd, epochs: int.MaxValue, report: epoch =>
        {
            if (epoch.Epoch == 3) stop.Cancel();
        }, cancellationToken: stop.Token));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData(int.MaxValue), InlineData(int.MaxValue - 1)]
    public void Batches_without_bound_are_as_large_as_the_data(int batchSize)
    {
        var network = new LinearNetwork(seed: 1);
        var data = new Dataset<LinearNetwork>(Samples.Values(3 * 8), new float[2 * 8]);
        network.Fit(data, new SGD(0.01), batchSize: batchSize);
        Assert.Equal(8, network.Evaluate(data, batchSize).Samples);
    }

    [Fact]
    public void Scratch_is_reserved_for_a_bounded_number_of_threads()
    {
        var network = new LinearNetwork(seed: 1);
        network.core.Reserve(ScratchSlots.MaxReserved, int.MaxValue);
        foreach (int threads in (int[])[ScratchSlots.MaxReserved + 1, int.MaxValue])
        {
            var exception = Assert.Throws<ArgumentOutOfRangeException>(() => network.core.Reserve(threads, 1));
            Assert.Equal("threads", exception.ParamName);
            Assert.Contains("at most 1024 threads", exception.Message);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => network.core.Reserve(0, 1));
    }

    /// <summary>A tape of a batch that goes through at once is as large as the first batch; later ones may be larger by half, so that
    /// batches that grow make few.</summary>
    [Theory]
    [InlineData((1 << 15) + 1)]
    [InlineData((1 << 16) + 1)]
    public void The_first_batch_through_a_network_that_takes_all_at_once_allocates_what_it_needs(int samples)
    {
        NetworkCore<Observed<BoundsTests>> network = Observed<BoundsTests>.Network(wholeBatch: true);
        float[] x = new float[samples * 3], t = new float[samples * 2];
        var sgd = new SGD(0.01);
        network.TrainStep(x.AsSpan(0, 6), t.AsSpan(0, 4), sgd, default);      // state, and a small tape
        double needed = (double)samples * Linear<float>.PerSample * sizeof(float);
        // The first time has no second try: a collection that another test starts adds up to 8 KB to it, which 2 % of 1.3 MB hold.
        long before = GC.GetAllocatedBytesForCurrentThread();
        Train(samples);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, needed, 1.02 * needed);
        Assert.Equal(0, Allocations.Least(() => () => Train(samples)));
        Assert.Equal(0, Allocations.Least(() => () => Train(samples / 2)));

        void Train(int count) => network.TrainStep(x.AsSpan(0, count * 3), t.AsSpan(0, count * 2), sgd, default);
    }

    [Fact]
    public void Batches_that_grow_make_few_tapes()
    {
        NetworkCore<Observed<BoundsTests>> network = Observed<BoundsTests>.Network(wholeBatch: true);
        float[] x = new float[4000 * 3], t = new float[4000 * 2];
        var sgd = new SGD(0.01);
        int made = 0;
        for (int count = 1000; count <= 4000; count += 10)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.TrainStep(x.AsSpan(0, count * 3), t.AsSpan(0, count * 2), sgd, default);
            if (GC.GetAllocatedBytesForCurrentThread() - before > 10_000) made++;
        }
        Assert.InRange(made, 2, 6);
    }

    [Fact]
    public void A_batch_that_no_array_holds_is_refused_before_anything_is_allocated()
    {
        // As many samples as make a tape of 2³¹ floats: addresses alone, which the check does not touch.
        var network = Observed<BoundsTests>.Network(wholeBatch: true);
        int samples = Tape.MaxCapacity(network) + 1;
        NetGen.Testing.GuardedPages x, t;
        try
        {
            x = new((nuint)samples * 3 * sizeof(float), reserveOnly: true);
            t = new((nuint)samples * 2 * sizeof(float), reserveOnly: true);
        }
        catch (OutOfMemoryException exception)
        {
            Assert.Skip(exception.Message);
            return;
        }
        using (x)
        using (t)
        {
            string message = Assert.Throws<ArgumentException>(() => Train(network, x, t, samples)).Message;
            Assert.Contains($"{samples} samples", message);
            Assert.Contains($"holds {samples - 1}", message);
        }

        static unsafe void Train(NetworkCore<Observed<BoundsTests>> network, NetGen.Testing.GuardedPages x, NetGen.Testing.GuardedPages t,
            int samples) =>
            network.TrainStep(new ReadOnlySpan<float>(x.First, samples * 3), new ReadOnlySpan<float>(t.First, samples * 2),
                new SGD(0.01), default);
    }
}
