namespace NetGen;

/// <summary>
/// What code allocates, on this thread if nothing else is reported. Allocations of other tests at the same time may start a collection,
/// which closes this thread's allocation context and counts what was left in it:
/// what the code itself needs it needs every time, so the least of some attempts is measured.
/// </summary>
internal static class Allocations
{
    private const int Attempts = 5;

    /// <summary>Bytes of an action once it is compiled and its memory in place.</summary>
    /// <param name="action">What is measured, each time a number of times.</param>
    /// <param name="warmUp">How often it runs before.</param>
    /// <param name="allThreads">Whether what other threads allocate counts: nothing else may run alongside it then.</param>
    public static long OfSteadyState(Action action, int warmUp = 50, bool allThreads = false)
    {
        for (int i = 0; i < warmUp; i++) action();
        if (allThreads)
        {
            Thread.Sleep(200);      // the runtime compiles again in the background
            for (int i = 0; i < warmUp; i++) action();
        }
        return Least(() => () =>
        {
            for (int i = 0; i < 20; i++) action();
        }, allThreads);
    }

    /// <summary>Bytes of an action on what was made for it, and for it alone.</summary>
    public static long Least(Func<Action> prepare, bool allThreads = false)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Action action = prepare();
            long before = Bytes();
            action();
            least = Math.Min(least, Bytes() - before);
        }
        return least;

        long Bytes() => allThreads ? GC.GetTotalAllocatedBytes(precise: true) : GC.GetAllocatedBytesForCurrentThread();
    }
}
