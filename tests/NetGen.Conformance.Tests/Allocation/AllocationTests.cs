namespace NetGen.Conformance;

/// <summary>What must not allocate does not, not a byte.</summary>
[Collection("one at a time")]
public sealed class AllocationTests
{
    private const int Batch = 70;
    private static readonly float[] X = Samples.Draw(Batch * 10, 1), T = new float[Batch], Y = new float[Batch];

    [Fact]
    public void Predict_of_one_sample_allocates_nothing()
    {
        var network = new Classifier(seed: 1);
        Assert.Equal(0, Allocations.OfSteadyState(() => network.Predict(X.AsSpan(0, 10))));
    }

    [Fact]
    public void Predict_of_a_batch_allocates_nothing()
    {
        var network = new Classifier(seed: 1);
        Assert.Equal(0, Allocations.OfSteadyState(() => network.Predict(X, Y)));
    }

    [Fact]
    public void Predict_on_two_threads_allocates_nothing_after_Reserve()
    {
        var network = new Classifier(seed: 1);
        float[] x = Samples.Draw(2000 * 10, 1), y = new float[2000];
        network.Reserve(threads: 2, samples: 2000);
        Assert.Equal(0, Allocations.OfSteadyState(() => network.Predict(x, y, threads: 2), allThreads: true));
    }

    [Fact]
    public void The_first_Predict_after_Reserve_allocates_nothing()
    {
        // Another network has compiled the code; this one has only reserved.
        new Classifier(seed: 1).Predict(X, Y);
        Assert.Equal(0, Allocations.Least(() =>
        {
            var network = new Classifier(seed: 1);
            network.Reserve(threads: 1, samples: Batch);
            return () => network.Predict(X, Y);
        }));
    }

    [Fact]
    public void TrainStep_allocates_nothing_with_any_optimizer()
    {
        foreach (Optimizer optimizer in (Optimizer[])[new SGD(0.1), new SGD(0.1, momentum: 0.9, nesterov: true), new RMSprop(), new Adam(),
            new AdamW { ClipNorm = 1, ClipValue = 1 }])
        {
            var network = new Classifier(seed: 1);
            Assert.Equal(0, Allocations.OfSteadyState(() => network.TrainStep(X, T, optimizer)));
        }
    }

    [Fact]
    public void TrainStep_on_two_threads_allocates_nothing()
    {
        var network = new Classifier(seed: 1);
        var adam = new Adam();
        float[] x = Samples.Draw(600 * 10, 1), t = new float[600];
        Assert.Equal(0, Allocations.OfSteadyState(() => network.TrainStep(x, t, adam, threads: 2), allThreads: true));
    }

    [Fact]
    public void TrainStep_with_statistics_of_the_batch_on_two_threads_allocates_nothing()
    {
        var network = new BatchNormalized(seed: 1);
        var adam = new Adam();
        float[] x = Samples.Draw(100 * 9, 1), t = Samples.Draw(100 * 3, 2);
        Assert.Equal(0, Allocations.OfSteadyState(() => network.TrainStep(x, t, adam, threads: 2), allThreads: true));
    }

    [Fact]
    public void TrainStep_of_more_than_512_samples_and_with_weights_allocates_nothing()
    {
        var network = new Classifier(seed: 1);
        var adam = new Adam();
        float[] x = Samples.Draw(1100 * 10, 1), t = new float[1100], weights = Samples.Draw(1100, 2, 0, 1);
        Assert.Equal(0, Allocations.OfSteadyState(() => network.TrainStep(x, t, adam, weights)));
    }

    /// <summary>Batches that go through as one, whose tape has grown to the largest of them.</summary>
    [Fact]
    public void TrainStep_with_statistics_of_the_batch_allocates_nothing()
    {
        var network = new BatchNormalized(seed: 1);
        var adam = new Adam();
        float[] x = Samples.Draw(1100 * 9, 1), t = Samples.Draw(1100 * 3, 2);
        Assert.Equal(0, Allocations.OfSteadyState(() =>
        {
            network.TrainStep(x, t, adam);
            network.TrainStep(x.AsSpan(0, 40 * 9), t.AsSpan(0, 40 * 3), adam);
        }));
    }

    [Fact]
    public void TrainStep_with_dropout_and_with_class_indices_allocates_nothing()
    {
        var dropped = new Dropped(seed: 1);
        var classes = new Golden20(seed: 1);
        SGD first = new(0.1), second = new(0.1);
        float[] x = Samples.Draw(Batch * 21, 1), t = Samples.Draw(Batch * 5, 2, 0, 1), other = Samples.Draw(Batch * 20, 3);
        int[] indices = Samples.Classes(Batch, 10, 4);
        Assert.Equal(0, Allocations.OfSteadyState(() => dropped.TrainStep(x, t, first)));
        Assert.Equal(0, Allocations.OfSteadyState(() => classes.TrainStep(other, indices, second)));
    }

    [Fact]
    public void A_step_by_tape_allocates_nothing()
    {
        var network = new Classifier(seed: 1);
        var adam = new Adam();
        Tape<Classifier> tape = network.CreateTape(Batch);
        var dx = new float[X.Length];
        Assert.Equal(0, Allocations.OfSteadyState(() =>
        {
            network.Forward(tape, X);
            network.Loss(tape, T);
            network.Backward(tape);
            adam.Step(network, tape);
            network.Forward(tape, X);
            network.BackwardToInput(tape, Y, dx);
        }));
    }

    [Fact]
    public void The_measure_sees_what_is_allocated() => Assert.NotEqual(0, Allocations.OfSteadyState(() => GC.KeepAlive(new float[1])));
}

/// <summary>Tests that would disturb one another's measurement.</summary>
[CollectionDefinition("one at a time", DisableParallelization = true)]
public sealed class OneAtATime;
