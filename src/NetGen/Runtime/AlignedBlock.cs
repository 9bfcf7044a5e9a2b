using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// A block of values that begins at a multiple of 64 bytes: a pinned, over-allocated array, so that nothing needs disposing.
/// It starts as zeros.
/// </summary>
/// <typeparam name="T"><see cref="float"/>; <see cref="double"/> for gradient checks.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBlock<T> where T : unmanaged
{
    private const int Alignment = 64;

    /// <summary>The most values one holds.</summary>
    internal static long MaxLength => Array.MaxLength - Alignment / Unsafe.SizeOf<T>();

    private readonly T[] array;
    private readonly nint offset;    // bytes

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or beyond what one array holds.</exception>
    public AlignedBlock(long length)
    {
        int spare = Alignment / Unsafe.SizeOf<T>();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        Length = (int)length;
        array = GC.AllocateArray<T>(Length + spare, pinned: true);
        nint address;
        unsafe { address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)); }
        offset = -address & (Alignment - 1);
    }

    /// <summary>How many values it holds.</summary>
    public int Length { get; }

    /// <summary>The first value; its address is a multiple of 64.</summary>
    public ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(array), offset);
    }

    /// <summary>The address of the first value, which is good as long as this object is reachable.</summary>
    internal unsafe T* Address
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (T*)Unsafe.AsPointer(ref Start);
    }

    /// <summary>All values.</summary>
    public Span<T> Span => MemoryMarshal.CreateSpan(ref Start, Length);
}
