using System.Runtime.CompilerServices;

namespace NetGen.Conformance;

/// <summary>
/// Memory of an exact length that ends, or begins, where a page begins that may not be touched: a read or a write beyond ends the process,
/// with a stack that names the kernel. Between the other end and its own forbidden page are marks, which are NaN: what is read there shows,
/// what is written is noticed.
/// </summary>
internal sealed unsafe class Guarded : IDisposable
{
    private const uint Mark = 0x7FC0BEEF;
    private readonly GuardedPages pages;
    private readonly float* first, start, end;

    /// <param name="length">Floats.</param>
    /// <param name="fill">What they are at first.</param>
    /// <param name="atStart">Whether the memory begins at a forbidden page; else it ends at one.</param>
    public Guarded(int length, float fill, bool atStart = false)
    {
        Length = length;
        pages = new GuardedPages((nuint)length * sizeof(float));
        first = (float*)pages.First;
        end = first + pages.Bytes / sizeof(float);
        start = atStart ? first : end - length;
        new Span<float>(first, (int)(end - first)).Fill(BitConverter.UInt32BitsToSingle(Mark));
        Span.Fill(fill);
    }

    public Guarded(ReadOnlySpan<float> values, bool atStart = false) : this(values.Length, 0, atStart) => values.CopyTo(Span);

    public int Length { get; }
    public float* Address => start;
    public ref float Start => ref Unsafe.AsRef<float>(start);
    public ref float At(int index) => ref Span[index];
    public Span<float> Span => new(start, Length);

    /// <summary>The addresses of the forbidden pages' inner edges.</summary>
    public (nint Low, nint High) Edges => ((nint)first, (nint)end);

    public void AssertFenceStands(string what)
    {
        for (float* value = first; value < end; value++)
        {
            if (value == start) value += Length;
            if (value < end && BitConverter.SingleToUInt32Bits(*value) != Mark)
                Assert.Fail($"{what}: something was written outside, {value - start} floats from the start");
        }
    }

    public void Dispose() => pages.Dispose();
}
