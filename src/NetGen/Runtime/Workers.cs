using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>Work several threads do together. Each calls <see cref="Work"/>, which takes pieces until none is left.</summary>
internal abstract class WorkerJob
{
    internal int Pending;
    internal Exception? Failure;

    internal abstract void Work();
}

/// <summary>
/// NetGen's own threads. One that has worked spins some 20 µs for the next job (a hand-over takes 0.1 µs) and then parks (waking takes 25
/// µs). They are made when first needed, belong to the process, and a job allocates nothing.
/// </summary>
/// <remarks>
/// Jobs hold pointers into memory that callers lend for the time of the call. So <see cref="Run"/> has one exit, behind the end of all
/// work: nothing before it throws
/// (failures of the work are kept until then), and it waits in ways that <see cref="Thread.Interrupt"/> does not end. An interrupt stays
/// pending for the caller's next wait, and
/// what aborts a thread waits for the end of a finally block, so that all of it is one.
/// </remarks>
internal static class Workers
{
    private const long RetryMilliseconds = 1000;

    private static readonly Lock Growth = new();
    private static Worker[] all = [];
    private static long retryAt;

    /// <summary>
    /// The most threads that work on one call, the calling one included: as many as the process has processors. More of them would take
    /// turns, and cost memory.
    /// </summary>
    internal static int Most { get; set; } = Environment.ProcessorCount;

    /// <summary>How many threads there are, the callers' own not counted.</summary>
    internal static int Count => Volatile.Read(ref all).Length;

    /// <summary>What starts a thread; tests put in what fails. A new one is tried at once.</summary>
    internal static Action<Thread> Starter
    {
        get;
        set
        {
            field = value;
            retryAt = 0;
        }
    } = thread => thread.UnsafeStart();    // its caller's ExecutionContext, and what hangs on it, is not kept

    /// <summary>Runs a job on the calling thread and at most <paramref name="threads"/> − 1 others, and returns when all of them have left
    /// it.</summary>
    internal static void Run(WorkerJob job, int threads)
    {
        try
        {
        }
        finally
        {
            RunToTheEnd(job, threads);
        }
        if (job.Failure is not { } failure) return;
        job.Failure = null;
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private static void RunToTheEnd(WorkerJob job, int threads)
    {
        int others = Math.Min(threads, Most) - 1;
        Worker[] workers = Volatile.Read(ref all);
        if (others > workers.Length) workers = Grow(others);
        job.Failure = null;
        job.Pending = workers.Length;
        int asked = 0, last = 0;
        for (; last < workers.Length && asked < others; last++)
            if (workers[last].TryOffer(job)) asked++;
        Interlocked.Add(ref job.Pending, asked - workers.Length);

        Do(job);
        for (int i = 0; i < last; i++)
            if (workers[i].TryRetract(job)) Interlocked.Decrement(ref job.Pending);
        for (int turn = 0; Volatile.Read(ref job.Pending) != 0; turn++)
        {
            // Neither can be interrupted, which the struct SpinWait can be: it sleeps now and then. Some 20 µs in turns of 0.25 µs: half
            // of the last turn is lost at every barrier.
            if (turn < 80) Thread.SpinWait(8);
            else Thread.Yield();
        }
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

    /// <summary>Makes as many workers as are wanted, or as can be made; those there are where another thread makes some.</summary>
    private static Worker[] Grow(int count)
    {
        if (!Growth.TryEnter()) return all;
        try
        {
            if (all.Length >= count || Environment.TickCount64 < retryAt) return all;
            var grown = new List<Worker>(all);
            try
            {
                while (grown.Count < count) grown.Add(new Worker());
            }
            catch (Exception)
            {
                // The system has no thread to give, or the platform none at all: the work is done without.
                retryAt = Environment.TickCount64 + RetryMilliseconds;
            }
            return all = [.. grown];
        }
        catch (OutOfMemoryException)
        {
            return all;
        }
        finally
        {
            Growth.Exit();
        }
    }

    private sealed class Worker
    {
        private static readonly WorkerJob Busy = new NoJob();
        private static readonly long SpinTicks = Stopwatch.Frequency / 50_000;    // 20 µs

        private readonly object gate = new();    // Monitor and not Lock: it can wait
        private WorkerJob? offer;
        private bool parked;

        internal Worker() => Starter(new Thread(Loop) { IsBackground = true, Name = "NetGen worker" });

        internal bool TryOffer(WorkerJob job)
        {
            if (Interlocked.CompareExchange(ref offer, job, null) is not null) return false;
            if (Volatile.Read(ref parked)) Wake();
            return true;
        }

        /// <summary>Takes the offer back, unless the worker has begun.</summary>
        internal bool TryRetract(WorkerJob job) => Interlocked.CompareExchange(ref offer, null, job) == job;

        private void Wake()
        {
            bool interrupted = false;
            while (true)
                try
                {
                    lock (gate) Monitor.Pulse(gate);
                    break;
                }
                catch (ThreadInterruptedException)
                {
                    interrupted = true;    // while it waited for the gate; the job has been offered, and must be waited for
                }
            if (interrupted) Thread.CurrentThread.Interrupt();
        }

        private void Loop()
        {
            // A thread inherits the modes of the one that starts it, and keeps them: a caller's that flushes subnormal numbers are not to
            // change others' bits.
            bool flushes = HostModes.FlushToZero;
            while (true)
            {
                if (Volatile.Read(ref offer) is null) Await();
                Serve(flushes);
            }
        }

        /// <summary>Does what is on offer. A method of its own: a local of the loop would keep the job, and with it the network, alive
        /// until the next one.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private void Serve(bool flushes)
        {
            // retracted meanwhile
            if (Volatile.Read(ref offer) is not { } job || Interlocked.CompareExchange(ref offer, Busy, job) != job) return;
            if (!flushes) Do(job);    // else the others do it: pieces are taken until none is left
            Volatile.Write(ref offer, null);
            Interlocked.Decrement(ref job.Pending);
        }

        private void Await()
        {
            long end = Stopwatch.GetTimestamp() + SpinTicks;
            do
            {
                if (Volatile.Read(ref offer) is not null) return;
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
        }

        private sealed class NoJob : WorkerJob
        {
            internal override void Work() { }
        }
    }
}
