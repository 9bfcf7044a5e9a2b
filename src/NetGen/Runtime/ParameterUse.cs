namespace NetGen.Runtime;

/// <summary>Lets one thread in at a time. The next one is refused at once, instead of waiting or going on alongside the first.</summary>
internal struct Exclusive
{
    private int taken;

    /// <summary>Whether the caller is the one; <see cref="Leave"/> ends its turn, or <see cref="Turn"/> does.</summary>
    internal bool TryEnter() => Interlocked.CompareExchange(ref taken, 1, 0) == 0;

    internal void Leave() => Volatile.Write(ref taken, 0);

    internal readonly bool IsTaken => Volatile.Read(in taken) != 0;

    /// <summary>The turn of the one that is in, which ends when this is disposed.</summary>
    internal readonly ref struct Turn(ref Exclusive exclusive)
    {
        private readonly ref Exclusive exclusive = ref exclusive;

        public void Dispose() => exclusive.Leave();
    }
}

/// <summary>
/// Who uses a network's parameters. Changes exclude one another always: they share memory of the network. Reads (Predict, Evaluate, passes
/// over a tape) are counted only
/// where they are watched, since the count costs as much as a small layer: alongside a change they give wrong numbers, but touch no foreign
/// memory.
/// </summary>
/// <param name="network">The network's name, for messages.</param>
/// <param name="watchesReads">Whether a read alongside a change is refused: in Debug builds.</param>
internal sealed class ParameterUse(string network, bool watchesReads)
{
    private const string Advice = "Use a lock, or give each thread a network of its own.", Watched = " (Only Debug builds say so.)";

    private Exclusive change;
    private int readers, fitting;

    /// <summary>Whether reads are counted.</summary>
    internal bool WatchesReads { get; } = watchesReads;

    /// <summary>Begins a change, which ends with the result.</summary>
    /// <exception cref="InvalidOperationException">Another thread changes the parameters, or reads them where reads are
    /// watched.</exception>
    internal Exclusive.Turn Change(string caller)
    {
        if (!change.TryEnter())
            throw new InvalidOperationException(
                $"{caller}: another thread is changing the parameters of this {network} (TrainStep, Step, "
                + $"CopyFrom). One thread at a time may. {Advice}");
        if (WatchesReads && Volatile.Read(ref readers) != 0)
        {
            change.Leave();
            throw new InvalidOperationException(
                $"{caller}: another thread is reading the parameters of this {network} (Predict, Evaluate, Forward, Backward) and would "
                + $"see some old and some new ones. {Advice}{Watched}");
        }
        return new Exclusive.Turn(ref change);
    }

    /// <summary>For a change that is one store, too small for a turn of its own: requires that no one reads, where reads are
    /// watched.</summary>
    /// <exception cref="InvalidOperationException">Another thread reads the parameters.</exception>
    internal void RequireNoReads(string caller)
    {
        if (WatchesReads) Change(caller).Dispose();
    }

    /// <summary>Begins a read where these are watched; <see cref="EndRead"/> ends it, or <see cref="Read"/> with its result.</summary>
    /// <exception cref="InvalidOperationException">Another thread changes the parameters.</exception>
    internal void BeginRead()
    {
        if (!WatchesReads) return;
        Interlocked.Increment(ref readers);    // a full fence: of a read and a change that begin together at least one sees the other
        if (!change.IsTaken) return;
        EndRead();
        throw new InvalidOperationException(
            $"Another thread is changing the parameters of this {network} (TrainStep, Step, CopyFrom): a call alongside it would see "
            + $"some old and some new ones. {Advice}{Watched}");
    }

    internal void EndRead()
    {
        if (WatchesReads) Interlocked.Decrement(ref readers);
    }

    /// <inheritdoc cref="BeginRead"/>
    internal Reading Read()
    {
        BeginRead();
        return new Reading(this);
    }

    /// <summary>Begins training over many steps, which those of another thread must not come between. It ends with the result; within it
    /// the same thread may begin again.</summary>
    /// <exception cref="InvalidOperationException">Another thread is in Fit.</exception>
    internal Fitting Fit()
    {
        int thread = Environment.CurrentManagedThreadId, before = Interlocked.CompareExchange(ref fitting, thread, 0);
        if (before != 0 && before != thread)
            throw new InvalidOperationException(
                $"Fit: another thread is in Fit of this {network}. One thread at a time may train it. {Advice}");
        return new Fitting(before == 0 ? this : null);
    }

    internal readonly ref struct Reading(ParameterUse use)
    {
        public void Dispose() => use.EndRead();
    }

    internal readonly ref struct Fitting(ParameterUse? use)
    {
        public void Dispose()
        {
            if (use is not null) Volatile.Write(ref use.fitting, 0);
        }
    }
}
