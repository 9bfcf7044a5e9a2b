using System.Diagnostics;

namespace NetGen.Runtime;

/// <summary>Work several threads do together. Each calls <see cref="Work"/>, which takes pieces until none is left.</summary>
internal abstract class WorkerJob
{
    internal int Pending;
    internal Exception? Failure;

    internal abstract void Work();
}

/// <summary>
/// NetGen's own threads. One that has worked spins some 20 µs for the next job (a hand-over takes 0.1 µs) and then parks (waking takes 25 µs).
/// They are made when first needed, belong to the process, and a job allocates nothing.
/// </summary>
internal static class Workers
{
    private static readonly Lock Growth = new();
    private static Worker[] all = [];

    /// <summary>Runs a job on the calling thread and at most <paramref name="threads"/> − 1 others, and returns when it is done.</summary>
    internal static void Run(WorkerJob job, int threads)
    {
        job.Failure = null;
        Worker[] workers = threads - 1 <= all.Length ? all : Grow(threads - 1);
        job.Pending = workers.Length;
        int asked = 0, last = 0;
        for (; last < workers.Length && asked < threads - 1; last++)
            if (workers[last].TryOffer(job)) asked++;
        Interlocked.Add(ref job.Pending, asked - workers.Length);

        Do(job);
        for (int i = 0; i < last; i++)
            if (workers[i].TryRetract(job)) Interlocked.Decrement(ref job.Pending);
        var spinner = new SpinWait();
        while (Volatile.Read(ref job.Pending) != 0) spinner.SpinOnce(sleep1Threshold: -1);
        if (job.Failure is { } failure) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private static void Do(WorkerJob job)
    {
        try
        {
            job.Work();
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref job.Failure, failure, null);
        }
    }

    private static Worker[] Grow(int count)
    {
        lock (Growth)
        {
            if (all.Length >= count) return all;
            var grown = new Worker[count];
            all.CopyTo(grown, 0);
            for (int i = all.Length; i < count; i++) grown[i] = new Worker();
            return all = grown;
        }
    }

    private sealed class Worker
    {
        private static readonly WorkerJob Busy = new NoJob();
        private static readonly long SpinTicks = Stopwatch.Frequency / 50_000;    // 20 µs

        private readonly object gate = new();    // Monitor and not Lock: it can wait
        private WorkerJob? offer;
        private bool parked;

        internal Worker() => new Thread(Loop) { IsBackground = true, Name = "NetGen worker" }.Start();

        internal bool TryOffer(WorkerJob job)
        {
            if (Interlocked.CompareExchange(ref offer, job, null) is not null) return false;
            if (Volatile.Read(ref parked))
                lock (gate) Monitor.Pulse(gate);
            return true;
        }

        /// <summary>Takes the offer back, unless the worker has begun.</summary>
        internal bool TryRetract(WorkerJob job) => Interlocked.CompareExchange(ref offer, null, job) == job;

        private void Loop()
        {
            // A thread inherits the modes of the one that starts it, and keeps them: a caller's that flushes subnormal numbers are not to change others' bits.
            bool flushes = HostModes.FlushToZero;
            while (true)
            {
                WorkerJob? job = Volatile.Read(ref offer) ?? Await();
                if (job is null || Interlocked.CompareExchange(ref offer, Busy, job) != job) continue;    // retracted meanwhile
                if (!flushes) Do(job);    // else the others do it: pieces are taken until none is left
                Volatile.Write(ref offer, null);
                Interlocked.Decrement(ref job.Pending);
            }
        }

        private WorkerJob? Await()
        {
            long end = Stopwatch.GetTimestamp() + SpinTicks;
            do
            {
                if (Volatile.Read(ref offer) is { } job) return job;
                Thread.SpinWait(8);
            }
            while (Stopwatch.GetTimestamp() < end);

            lock (gate)
            {
                Volatile.Write(ref parked, true);
                Interlocked.MemoryBarrier();    // an offer made before it sees the flag is seen here; one made after it pulses
                if (Volatile.Read(ref offer) is null) Monitor.Wait(gate);
                Volatile.Write(ref parked, false);
            }
            return Volatile.Read(ref offer);
        }

        private sealed class NoJob : WorkerJob
        {
            internal override void Work() { }
        }
    }
}
