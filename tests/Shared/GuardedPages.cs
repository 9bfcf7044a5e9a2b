using System.Runtime.InteropServices;

namespace NetGen.Testing;

/// <summary>
/// Whole pages between two that may not be touched: a read or a write beyond ends the process. After <see cref="Revoke"/> the pages
/// themselves may not be touched either, as memory that was lent for
/// a call that has ended. On Windows they are ordinary memory.
/// </summary>
internal sealed unsafe class GuardedPages : IDisposable
{
    private const int NoAccess = 0, ReadWrite = 3, NoReserve = 0x4000;
    private static readonly int PrivateAnonymous = OperatingSystem.IsMacOS() ? 0x1002 : 0x22;

    private readonly nint region;
    private readonly nuint size;

    /// <param name="bytes">How many at least.</param>
    /// <param name="reserveOnly">Whether the pages may never be touched: as many as there are addresses for.</param>
    public GuardedPages(nuint bytes, bool reserveOnly = false)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        Bytes = (bytes + page - 1) / page * page;
        size = Bytes + 2 * page;
        region = OperatingSystem.IsWindows()
            ? (nint)NativeMemory.AlignedAlloc(size, page)
            : Map(0, size, NoAccess, PrivateAnonymous | (OperatingSystem.IsLinux() ? NoReserve : 0), -1, 0);
        if (region is 0 or -1) throw new OutOfMemoryException($"The system has no {size} bytes of addresses.");
        First = (byte*)region + page;
        if (!reserveOnly) Permit(ReadWrite);
    }

    /// <summary>The first byte that may be touched.</summary>
    public byte* First { get; }

    /// <summary>How many may be.</summary>
    public nuint Bytes { get; }

    /// <summary>From now on nothing may be touched.</summary>
    public void Revoke() => Permit(NoAccess);

    public void Dispose()
    {
        if (OperatingSystem.IsWindows()) NativeMemory.AlignedFree((void*)region);
        else _ = Unmap(region, size);
    }

    private void Permit(int access)
    {
        if (!OperatingSystem.IsWindows() && Bytes > 0 && Protect((nint)First, Bytes, access) != 0) throw new OutOfMemoryException();
    }

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nuint length);
}
