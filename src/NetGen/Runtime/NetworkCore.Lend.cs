namespace NetGen.Runtime;

public sealed unsafe partial class NetworkCore<TKernels>
{
    /// <summary>What is done on a caller's rows while they stay where they are; a struct, so that nothing is allocated.</summary>
    private interface IWork
    {
        void Do();
    }

    /// <summary>
    /// Pins the first spans of three groups, one per call of this method, writes where they are, one group behind the other, and does the
    /// work.
    /// </summary>
    private static void Lend<TWork>(
        in Slots x, int inputs, in Slots t, int targets, in Slots y, int outputs, Lent<float>* rows, int lent, ref TWork work)
        where TWork : struct, IWork, allows ref struct
    {
        if (lent == inputs + targets + outputs)
        {
            work.Do();
            return;
        }
        ReadOnlySpan<float> slot = lent < inputs ? x[lent] : lent < inputs + targets ? t[lent - inputs] : y[lent - inputs - targets];
        fixed (float* start = slot)
        {
            rows[lent] = new Lent<float>(start, slot.Length);
            Lend(x, inputs, t, targets, y, outputs, rows, lent + 1, ref work);
        }
    }
}
