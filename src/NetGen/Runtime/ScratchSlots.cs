using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Scratch for concurrent calls: one block per caller at work. Taking and giving back are one exchange each and allocate nothing
/// once there are as many blocks as callers. The thread that came first has a block no one else takes, and needs no exchange: two of them
/// take as long as a small layer.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public sealed class ScratchSlots
{
    /// <summary>The most concurrent callers that scratch is allocated for ahead of time.</summary>
    public const int MaxReserved = 1024;

    private readonly Pool<AlignedBlock<float>> pool = new();
    private readonly ParameterUse? watched;

    // Only the thread of this number touches the two below it; a later thread of the same number comes after its end.
    private int owner;
    private AlignedBlock<float>? own;
    private bool isOwnTaken;

    /// <summary>Slots that allocate blocks as they are needed.</summary>
    /// <param name="length">Floats in each block.</param>
    public ScratchSlots(int length) => Length = length;

    /// <summary>The same; where reads of <paramref name="use"/> are watched, who has a block counts as one.</summary>
    internal ScratchSlots(int length, ParameterUse use) : this(length)
    {
        if (!use.WatchesReads) return;
        watched = use;
        owner = -1;     // no thread's number: all calls go the way that counts
    }

    /// <summary>Floats in each block.</summary>
    public int Length { get; }

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

    /// <summary>Allocates now what <paramref name="threads"/> concurrent callers need.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1 or more than <see
    /// cref="MaxReserved"/>.</exception>
    public void Reserve(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (threads > MaxReserved)
            throw new ArgumentOutOfRangeException(
                nameof(threads), threads,
                $"Scratch is reserved for at most {MaxReserved} threads. More may call Predict; what they need is allocated then.");
        // One more, since the thread that comes first keeps one, and need not be among the callers.
        var taken = new AlignedBlock<float>[owner == 0 ? threads + 1 : threads];
        for (int i = 0; i < taken.Length; i++) taken[i] = pool.Take() ?? new AlignedBlock<float>(Length);
        foreach (AlignedBlock<float> block in taken) pool.Return(block);
    }

    /// <summary>Lets go of all blocks not in use.</summary>
    public void Trim()
    {
        pool.Clear();
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

    private AlignedBlock<float> TakeShared()
    {
        AlignedBlock<float> block = pool.Take() ?? new AlignedBlock<float>(Length);
        if (watched is null) return block;
        try
        {
            watched.BeginRead();
        }
        catch (InvalidOperationException)
        {
            pool.Return(block);
            throw;
        }
        return block;
    }

    private void ReturnShared(AlignedBlock<float> block)
    {
        pool.Return(block);
        watched?.EndRead();
    }
}
