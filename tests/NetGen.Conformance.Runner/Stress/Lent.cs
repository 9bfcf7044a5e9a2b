using NetGen.Testing;

namespace NetGen.Conformance.Stress;

/// <summary>
/// Memory that is lent to one call: it ends where a page begins that may not be touched, and when it is taken back nothing of it may be.
/// Whoever still reads or writes it then ends the process.
/// </summary>
internal sealed unsafe class Lent : IDisposable
{
    private const int KeptRevoked = 64;
    private readonly GuardedPages pages;
    private readonly void* start;

    public Lent(int values)
    {
        Length = values;
        pages = new GuardedPages((nuint)values * sizeof(float));
        start = pages.First + pages.Bytes - (nuint)values * sizeof(float);
    }

    public int Length { get; }
    public Span<float> Floats => new(start, Length);
    public Span<int> Ints => new(start, Length);

    public static Lent Of(ReadOnlySpan<float> values)
    {
        var lent = new Lent(values.Length);
        values.CopyTo(lent.Floats);
        return lent;
    }

    /// <summary>Takes the memory back; its addresses are given to no one else for a while.</summary>
    public void Revoke(Queue<Lent> revoked)
    {
        pages.Revoke();
        revoked.Enqueue(this);
        if (revoked.Count > KeptRevoked) revoked.Dequeue().Dispose();
    }

    public void Dispose() => pages.Dispose();
}
