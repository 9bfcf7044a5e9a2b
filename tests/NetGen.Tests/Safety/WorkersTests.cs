using System.Runtime.CompilerServices;
using NetGen.Runtime;
using NetGen.Tests.Fakes;

namespace NetGen.Tests.Safety;

/// <summary>
/// A call on several threads ends when all of them have left it, whatever ends it: workers write through pointers into memory that is lent
/// for that time. Threads are bounded, and nothing of a call
/// outlives it.
/// </summary>
[Collection(nameof(WorkersTests))]
public sealed class WorkersTests : IDisposable
{
    private readonly int most = Workers.Most;
    private readonly Action<Thread> starter = Workers.Starter;

    public void Dispose() => (Workers.Most, Workers.Starter) = (most, starter);

    /// <summary>Pieces of work, each of which the test defines.</summary>
    private sealed class Job(int pieces, Action<int> piece) : WorkerJob
    {
        private int next = -1;
        internal int Inside;

        internal override void Work()
        {
            Interlocked.Increment(ref Inside);
            try
            {
                for (int i = Interlocked.Increment(ref next); i < pieces; i = Interlocked.Increment(ref next)) piece(i);
            }
            finally
            {
                Interlocked.Decrement(ref Inside);
            }
        }
    }

    [Fact]
    public void An_interrupt_does_not_end_the_wait_and_stays_pending()
    {
        Workers.Most = 4;
        using var begun = new CountdownEvent(3);
        using var release = new ManualResetEventSlim();
        int left = 0, interrupted = 0;
        Exception? failure = null;
        var caller = new Thread(() =>
        {
            try
            {
                int self = Environment.CurrentManagedThreadId;
                var job = new Job(3, _ =>
                {
                    begun.Signal();
                    if (Environment.CurrentManagedThreadId != self) release.Wait();
                    else begun.Wait(TimeSpan.FromSeconds(30));      // the caller's own share: it now waits for the others
                });
                Workers.Run(job, 3);
                left = job.Inside;
                Thread.Sleep(0);
            }
            catch (ThreadInterruptedException)
            {
                interrupted++;
            }
            catch (Exception other)
            {
                failure = other;
            }
        });
        caller.Start();
        if (!begun.Wait(TimeSpan.FromSeconds(30)))
        {
            release.Set();      // a worker that waits for ever would be missing in every later test
            Assert.Fail($"{begun.CurrentCount} of three threads have not begun; there are {Workers.Count} workers");
        }
        for (int i = 0; i < 50; i++)
        {
            caller.Interrupt();
            Thread.Sleep(1);
        }
        Assert.True(caller.IsAlive, "the caller has left while workers were at work");
        release.Set();
        Assert.True(caller.Join(TimeSpan.FromSeconds(30)));
        Assert.Null(failure);
        Assert.Equal(0, left);
        Assert.Equal(1, interrupted);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void An_exception_of_the_caller_s_share_or_of_a_worker_s_comes_when_all_have_left(bool callers)
    {
        Workers.Most = 3;
        for (int round = 0; round < 20; round++)
        {
            int self = Environment.CurrentManagedThreadId;
            using var together = new Barrier(2);
            var job = new Job(2, _ =>
            {
                if (!together.SignalAndWait(TimeSpan.FromSeconds(30))) throw new TimeoutException();
                if (Environment.CurrentManagedThreadId == self == callers) throw new InvalidDataException("mine");
                Thread.Sleep(5);
            });
            Assert.Equal("mine", Assert.Throws<InvalidDataException>(() => Workers.Run(job, 2)).Message);
            Assert.Equal(0, job.Inside);
            Assert.Null(job.Failure);
        }
    }

    [Fact]
    public void A_thread_that_cannot_be_made_is_done_without()
    {
        Workers.Most = Workers.Count + 3;
        Workers.Starter = _ => throw new OutOfMemoryException("no more threads");
        int before = Workers.Count, done = 0;
        for (int i = 0; i < 3; i++) Workers.Run(new Job(100, _ => Interlocked.Increment(ref done)), int.MaxValue);
        Assert.Equal(300, done);
        Assert.Equal(before, Workers.Count);
    }

    [Theory]
    [InlineData(10_000), InlineData(100_000), InlineData(int.MaxValue)]
    public void More_threads_than_processors_are_not_made(int threads)
    {
        Workers.Most = Math.Max(Workers.Count + 1, 2);
        int most = Workers.Most;
        var network = new LinearNetwork(seed: 1);
        float[] x = Samples.Values(5000 * 3), alone = new float[5000 * 2], together = new float[5000 * 2];
        network.Predict(x, alone);
        network.Predict(x, together, threads);
        Assert.Equal(alone, together);
        network.TrainStep(x, Samples.Rule(x), new SGD(0.01), threads: threads);
        Assert.True(Workers.Count < most, $"{Workers.Count} workers for {most} processors");
    }

    [Fact]
    public void The_last_network_that_worked_on_threads_can_be_collected()
    {
        Workers.Most = Math.Max(Workers.Most, 3);
        WeakReference[] networks = Use();
        for (int i = 0; i < 20 && networks.Any(network => network.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }
        Assert.All(networks, network => Assert.False(network.IsAlive));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference[] Use()
        {
            LinearNetwork predicts = new(seed: 1), trains = new(seed: 1);
            float[] x = Samples.Values(3000 * 3), y = new float[3000 * 2];
            for (int i = 0; i < 20; i++)
            {
                predicts.Predict(x, y, threads: 3);
                trains.TrainStep(x, y, new SGD(0.01), threads: 3);
            }
            return [new WeakReference(predicts), new WeakReference(predicts.core), new WeakReference(trains.core)];
        }
    }

    [Fact]
    public void What_flows_with_the_caller_that_starts_a_worker_is_not_kept()
    {
        Workers.Most = Workers.Count + 2;
        WeakReference context = Start();
        for (int i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            Thread.Sleep(10);
        }
        Assert.False(context.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Start()
        {
            int before = Workers.Count;
            var flows = new AsyncLocal<object?> { Value = new object() };
            var reference = new WeakReference(flows.Value);
            Assert.True(SpinWait.SpinUntil(() =>
            {
                Workers.Run(new Job(10, _ => { }), Workers.Most);
                return Workers.Count > before;      // not at once where one could not be made a moment ago
            }, TimeSpan.FromSeconds(30)));
            flows.Value = null;
            return reference;
        }
    }

    [Fact]
    public void Objects_of_a_pool_have_one_user_each()
    {
        var pool = new Pool<object>();
        var taken = new System.Collections.Concurrent.ConcurrentDictionary<object, bool>();
        int clashes = 0, made = 0;
        Thread[] users = [.. Enumerable.Range(0, 40).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                object item = pool.Take() ?? Make();
                if (!taken.TryAdd(item, true)) Interlocked.Increment(ref clashes);
                taken.TryRemove(item, out bool _);
                pool.Return(item);
            }
        }))];
        foreach (Thread user in users) user.Start();
        foreach (Thread user in users) user.Join();
        Assert.Equal(0, clashes);
        Assert.True(made <= users.Length, $"{made} objects for {users.Length} users");

        object Make()
        {
            Interlocked.Increment(ref made);
            return new object();
        }
    }
}

/// <summary>They change how many workers there are.</summary>
[CollectionDefinition(nameof(WorkersTests), DisableParallelization = true)]
public sealed class WorkersAlone;
