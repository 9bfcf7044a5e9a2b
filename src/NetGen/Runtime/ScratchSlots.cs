using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Scratch for concurrent calls: one block per caller at work. Taking and giving back are one exchange each and allocate nothing
/// once there are as many blocks as callers. The thread that came first has a block nobody else takes, and needs no exchange: two of them take as long as
/// a small layer.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScratchSlots(int length)
{
    private const int SlotsPerPage = 31;

    private AlignedBlock<float>? first;
    private Page? pages;

    // Only the thread of this number touches the two below it; a later thread of the same number comes after its end.
    private int owner;
    private AlignedBlock<float>? own;
    private bool isOwnTaken;

    /// <summary>Floats in each block.</summary>
    public int Length { get; } = length;

    /// <summary>Takes a block for this caller alone. Its content is whatever the last caller left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AlignedBlock<float> Take()
    {
        if (owner == Environment.CurrentManagedThreadId && !isOwnTaken && own is { } block)
        {
            isOwnTaken = true;
            return block;
        }
        return owner == 0 || owner == Environment.CurrentManagedThreadId && own is null ? TakeOwn() : TakeShared();
    }

    /// <summary>Gives back what <see cref="Take"/> gave, on the same thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Return(AlignedBlock<float> block)
    {
        if (ReferenceEquals(block, own)) isOwnTaken = false;
        else ReturnShared(block);
    }

    /// <summary>Allocates now what <paramref name="callers"/> concurrent callers need.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="callers"/> is less than 1.</exception>
    public void Reserve(int callers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(callers, 1);
        // One more, since the thread that comes first keeps one, and need not be among the callers.
        var taken = new AlignedBlock<float>[owner == 0 ? callers + 1 : callers];
        for (int i = 0; i < taken.Length; i++) taken[i] = TakeShared();
        foreach (AlignedBlock<float> block in taken) ReturnShared(block);
    }

    /// <summary>Lets go of all blocks not in use.</summary>
    public void Trim()
    {
        Volatile.Write(ref first, null);
        Volatile.Write(ref pages, null);
        Volatile.Write(ref own, null);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private AlignedBlock<float> TakeOwn()
    {
        int thread = Environment.CurrentManagedThreadId, before = Interlocked.CompareExchange(ref owner, thread, 0);
        AlignedBlock<float> block = TakeShared();
        if (before != 0 && before != thread) return block;
        isOwnTaken = true;
        Volatile.Write(ref own, block);
        return block;
    }

    private AlignedBlock<float> TakeShared() => Interlocked.Exchange(ref first, null) ?? TakeOther();

    private void ReturnShared(AlignedBlock<float> block)
    {
        if (Interlocked.CompareExchange(ref first, block, null) is not null) ReturnOther(block);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private AlignedBlock<float> TakeOther()
    {
        for (Page? page = Volatile.Read(ref pages); page is not null; page = Volatile.Read(ref page.Next))
            foreach (ref AlignedBlock<float>? slot in page.Slots.AsSpan())
                if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } block) return block;
        return new AlignedBlock<float>(Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReturnOther(AlignedBlock<float> block)
    {
        ref Page? link = ref pages;
        while (true)
        {
            Page page = Volatile.Read(ref link) ?? Append(ref link);
            foreach (ref AlignedBlock<float>? slot in page.Slots.AsSpan())
                if (Volatile.Read(ref slot) is null && Interlocked.CompareExchange(ref slot, block, null) is null) return;
            link = ref page.Next;
        }
    }

    private static Page Append(ref Page? link)
    {
        var page = new Page();
        return Interlocked.CompareExchange(ref link, page, null) ?? page;
    }

    private sealed class Page
    {
        internal readonly AlignedBlock<float>?[] Slots = new AlignedBlock<float>?[SlotsPerPage];
        internal Page? Next;
    }
}
