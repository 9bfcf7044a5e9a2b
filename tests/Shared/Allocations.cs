namespace NetGen;

/// <summary>
/// What code allocates on this thread. Allocations of other tests at the same time may start a collection, which closes this thread's allocation context and counts what was left in it:
/// what the code itself needs it needs every time, so the least of some attempts is measured.
/// </summary>
internal static class Allocations
{
    private const int Attempts = 5;

    /// <summary>Bytes of an action once it is compiled and its memory in place.</summary>
    /// <param name="action">What is measured, each time a number of times.</param>
    /// <param name="warmUp">How often it runs before.</param>
    public static long OfSteadyState(Action action, int warmUp = 50)
    {
        for (int i = 0; i < warmUp; i++) action();
        return Least(() => () =>
        {
            for (int i = 0; i < 20; i++) action();
        });
    }

    /// <summary>Bytes of an action on what was made for it, and for it alone.</summary>
    public static long Least(Func<Action> prepare)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Action action = prepare();
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
