namespace NetGen.Runtime;

/// <summary>
/// Objects that concurrent calls borrow, one each. Taking one and giving it back are an exchange each: they never block, so that nothing
/// can interrupt them, and they
/// allocate nothing once there are as many objects as callers.
/// </summary>
internal sealed class Pool<T> where T : class
{
    private const int SlotsPerPage = 31;

    private T? first;
    private Page? pages;

    /// <summary>One for this caller alone; null where all are in use.</summary>
    internal T? Take() => Interlocked.Exchange(ref first, null) ?? TakeOther();

    /// <summary>Gives back what <see cref="Take"/> gave, or what the caller made where there was none.</summary>
    internal void Return(T item)
    {
        if (Interlocked.CompareExchange(ref first, item, null) is not null) ReturnOther(item);
    }

    /// <summary>Drops all objects not in use.</summary>
    internal void Clear()
    {
        Volatile.Write(ref first, null);
        Volatile.Write(ref pages, null);
    }

    private T? TakeOther()
    {
        for (Page? page = Volatile.Read(ref pages); page is not null; page = Volatile.Read(ref page.Next))
            foreach (ref T? slot in page.Slots.AsSpan())
                if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } item) return item;
        return null;
    }

    private void ReturnOther(T item)
    {
        ref Page? link = ref pages;
        while (true)
        {
            Page page = Volatile.Read(ref link) ?? Append(ref link);
            foreach (ref T? slot in page.Slots.AsSpan())
                if (Volatile.Read(ref slot) is null && Interlocked.CompareExchange(ref slot, item, null) is null) return;
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
        internal readonly T?[] Slots = new T?[SlotsPerPage];
        internal Page? Next;
    }
}
