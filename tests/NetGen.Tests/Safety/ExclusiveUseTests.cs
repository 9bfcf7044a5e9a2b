using NetGen.Runtime;
using NetGen.Tests.Fakes;

namespace NetGen.Tests.Safety;

/// <summary>What one thread at a time may use says so to the second one, at once: it neither waits nor goes on alongside the first. Readers
/// disturb no one.</summary>
public sealed class ExclusiveUseTests : IDisposable
{
    private const int Count = 40;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly float[] x = Fakes.Samples.Values(Count * 3), t = new float[Count * 2];

    public void Dispose() => Observed<ExclusiveUseTests>.Clear();

    [Theory]
    [InlineData(1), InlineData(2)]
    public void A_second_TrainStep_is_refused_at_once_and_the_first_goes_on(int threads)
    {
        var network = Observed<ExclusiveUseTests>.Network();
        float expected = Observed<ExclusiveUseTests>.Network().TrainStep(x, t, new SGD(0.1), default, threads);
        float loss = 0;
        While(hook => Observed<ExclusiveUseTests>.OnForward = hook,
            () => loss = network.TrainStep(x, t, new SGD(0.1), default, threads), () =>
        {
            Refused("TrainStep", () => network.TrainStep(x, t, new SGD(0.1), default, threads));
            Refused("CopyFrom", () => network.Parameters.CopyFrom(new LinearNetwork(seed: 2).Parameters));
            Refused("CopyFrom", () => network.Parameters[0].CopyFrom(new float[6]));
        });
        Assert.Equal(expected, loss);
        network.TrainStep(x, t, new SGD(0.1), default, threads);
    }

    [Fact]
    public void A_step_that_fails_leaves_the_network_to_the_next()
    {
        var network = Observed<ExclusiveUseTests>.Network();
        Observed<ExclusiveUseTests>.OnForward = () => throw new InvalidDataException();
        Assert.Throws<InvalidDataException>(() => network.TrainStep(x, t, new SGD(0.1), default, 2));
        Assert.Throws<InvalidDataException>(() => network.Evaluate(x, t, default));
        Observed<ExclusiveUseTests>.Clear();
        network.TrainStep(x, t, new SGD(0.1), default, 2);
    }

    [Fact]
    public void A_tape_in_use_is_refused_to_a_second_thread()
    {
        var network = Observed<ExclusiveUseTests>.Network();
        var tape = new Tape<LinearNetwork>(network, Count);
        var other = new Tape<LinearNetwork>(network, Count);
        While(hook => Observed<ExclusiveUseTests>.OnForward = hook, () => network.Forward(tape, x, training: true), () =>
        {
            Refused("Forward", () => network.Forward(tape, x.AsSpan(0, 3), training: true));
            Refused("Loss", () => network.Loss(tape, t, default));
            Refused("Backward", () => network.Backward(tape));
            Refused("Backward", () => network.BackwardFrom(tape, t, default, true, false));
            Refused("BackwardToInput", () => network.BackwardFrom(tape, t, new float[Count * 3], false, true));
            Refused("Clear", tape.Clear);
        });
        While(hook => Observed<ExclusiveUseTests>.OnForward = hook, () => network.Forward(tape, x, training: true), () =>
        {
            Observed<ExclusiveUseTests>.OnForward = null;
            network.Forward(other, x, training: true);       // another tape of the same network is free
            network.Loss(other, t, default);
            network.Backward(other);
        });
        network.Loss(tape, t, default);
        While(hook => Observed<ExclusiveUseTests>.OnBackward = hook, () => network.Backward(tape),
            () => Refused("Forward", () => network.Forward(tape, x, training: true)));
    }

    [Fact]
    public void An_optimizer_in_a_step_is_refused_to_a_second_thread()
    {
        // Below the network's door, which would refuse the second thread before.
        var sgd = new SGD(0.1);
        var network = Observed<ExclusiveUseTests>.Network();
        using var stop = new ManualResetEventSlim();
        int refused = 0, other = 0;
        Thread[] users = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            var gradients = new float[network.Parameters.Block.Length];
            while (!stop.IsSet)
                try
                {
                    sgd.Step(network, network.Parameters, gradients);
                }
                catch (InvalidOperationException exception)
                {
                    if (exception.Message.Contains("Another thread is in a step of this SGD")) Interlocked.Increment(ref refused);
                    else Interlocked.Increment(ref other);
                }
        }))];
        foreach (Thread user in users) user.Start();
        SpinWait.SpinUntil(() => Volatile.Read(ref refused) > 0, Long);
        stop.Set();
        foreach (Thread user in users) user.Join();
        Assert.True(refused > 0);
        Assert.Equal(0, other);
    }

    [Fact]
    public void A_second_Fit_is_refused_and_calls_within_the_report_are_not()
    {
        var network = new LinearNetwork(seed: 1);
        var data = new Dataset<LinearNetwork>(x, t);
        int epochs = 0;
        network.Fit(data, new SGD(0.01), epochs: 2, report: _ =>
        {
            network.Evaluate(data);
            network.TrainStep(x, t, new SGD(0.01));
            network.Fit(data, new SGD(0.01));      // odd, and this thread's own business
            Exception? second = null;
            var thread = new Thread(() => second = Record.Exception(() => network.Fit(data, new SGD(0.01))));
            thread.Start();
            thread.Join();
            Assert.Contains("Fit: another thread is in Fit", Assert.IsType<InvalidOperationException>(second).Message);
            epochs++;
        });
        Assert.Equal(2, epochs);
        network.Fit(data, new SGD(0.01));
    }

    [Fact]
    public void Four_readers_get_the_bits_of_one()
    {
        var network = Observed<ExclusiveUseTests>.Network();
        float expected = network.Evaluate(x, t, default);
        int wrong = 0;
        Thread[] readers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 300; i++)
                if (!network.Evaluate(x, t, default).Equals(expected)) Interlocked.Increment(ref wrong);
        }))];
        foreach (Thread reader in readers) reader.Start();
        foreach (Thread reader in readers) reader.Join();
        Assert.Equal(0, wrong);

        // Not by chance: one reader is inside while another one comes and goes, and is not disturbed.
        float loss = 0;
        While(hook => Observed<ExclusiveUseTests>.OnForward = hook, () => loss = network.Evaluate(x, t, default), () =>
        {
            Observed<ExclusiveUseTests>.OnForward = null;
            Assert.Equal(expected, network.Evaluate(x, t, default));
            network.Evaluate(x.AsSpan(0, 3), t.AsSpan(0, 2), default);
        });
        Assert.Equal(expected, loss);
    }

    /// <summary>Reads alongside a change are counted in Debug builds only, since the count costs as much as a small layer.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_change_alongside_Predict_is_refused_in_Debug_builds(bool debug)
    {
        var network = Observed<ExclusiveUseTests>.Network(watchesReads: debug);
        var source = new LinearNetwork(seed: 2);
        var y = new float[Count * 2];
        While(hook => Observed<ExclusiveUseTests>.OnPredict = hook, () => network.Predict(x, y, 1), () =>
        {
            Told("another thread is reading", () => network.Parameters.CopyFrom(source.Parameters));
            Told("another thread is reading", () => network.TrainStep(x, t, new SGD(0.1), default));
            Told("another thread is reading", () => network.Parameters[0][0, 0] = 1);
        });
        While(hook => Observed<ExclusiveUseTests>.OnForward = hook, () => network.TrainStep(x, t, new SGD(0.1), default), () =>
        {
            Observed<ExclusiveUseTests>.OnForward = null;
            Told("Another thread is changing", () => network.Predict(x, y, 1));
            Told("Another thread is changing", () => network.Evaluate(x, t, default));
            Told("Another thread is changing", () => network.Forward(new Tape<LinearNetwork>(network, Count), x, training: true));
            Told("Another thread is changing", () => source.Parameters.CopyFrom(network.Parameters));
        });
        network.Predict(x, y, 1);
        network.Predict(x, y, 2);
        network.Parameters.CopyFrom(source.Parameters);

        void Told(string what, Action call)
        {
            if (!debug) call();
            else Assert.Contains(what, Assert.Throws<InvalidOperationException>(call).Message);
        }
    }

    private static void Refused(string caller, Action call) =>
        Assert.StartsWith($"{caller}: another thread is", Assert.Throws<InvalidOperationException>(call).Message);

    /// <summary>Does something while a call on another thread stays still inside the network's code.</summary>
    private static void While(Action<Action?> hook, Action call, Action something)
    {
        using var inside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        int entered = 0;
        hook(() =>
        {
            if (Interlocked.Increment(ref entered) > 1) return;
            inside.Set();
            go.Wait(Long);
        });
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(call));
        thread.Start();
        try
        {
            Assert.True(inside.Wait(Long));
            something();
        }
        finally
        {
            go.Set();
            thread.Join();
            Observed<ExclusiveUseTests>.Clear();
        }
        Assert.Null(failure);
    }
}
