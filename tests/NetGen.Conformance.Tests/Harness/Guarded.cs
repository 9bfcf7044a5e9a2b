using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Conformance;

/// <summary>
/// Memory of an exact length that ends, or begins, where a page begins that may not be touched: a read or a write beyond ends the process, with a stack
/// that names the kernel. Between the other end and its own forbidden page stand marks, which are NaN: what is read there shows, what is written is noticed.
/// </summary>
internal sealed unsafe class Guarded : IDisposable
{
    private const uint Mark = 0x7FC0BEEF;
    private readonly nint region;
    private readonly nuint size;
    private readonly float* first, start, end;

    /// <param name="length">Floats.</param>
    /// <param name="fill">What they are at first.</param>
    /// <param name="atStart">Whether the memory begins at a forbidden page; else it ends at one.</param>
    public Guarded(int length, float fill, bool atStart = false)
    {
        Length = length;
        nuint page = (nuint)Environment.SystemPageSize, inner = ((nuint)length * sizeof(float) + page - 1) / page * page;
        size = inner + 2 * page;
        region = OperatingSystem.IsWindows() ? (nint)NativeMemory.AlignedAlloc(size, page) : Map(0, size, NoAccess, PrivateAnonymous, -1, 0);
        if (region is 0 or -1) throw new OutOfMemoryException();
        if (!OperatingSystem.IsWindows() && inner > 0 && Protect(region + (nint)page, inner, ReadWrite) != 0) throw new OutOfMemoryException();
        first = (float*)(region + (nint)page);
        end = first + inner / sizeof(float);
        start = atStart ? first : end - length;
        new Span<float>(first, (int)(end - first)).Fill(BitConverter.UInt32BitsToSingle(Mark));
        Span.Fill(fill);
    }

    public Guarded(ReadOnlySpan<float> values, bool atStart = false) : this(values.Length, 0, atStart) => values.CopyTo(Span);

    public int Length { get; }
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
            if (value < end && BitConverter.SingleToUInt32Bits(*value) != Mark) Assert.Fail($"{what}: something was written outside, {value - start} floats from the start");
        }
    }

    public void Dispose()
    {
        if (OperatingSystem.IsWindows()) NativeMemory.AlignedFree((void*)region);
        else _ = Unmap(region, size);
    }

    private const int NoAccess = 0, ReadWrite = 3;
    private static readonly int PrivateAnonymous = OperatingSystem.IsMacOS() ? 0x1002 : 0x22;

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nuint length);
}
