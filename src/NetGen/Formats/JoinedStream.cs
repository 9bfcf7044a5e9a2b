namespace NetGen.Formats;

/// <summary>Some bytes, a stream, and some bytes more, read as one; and how many have been read. The stream stays open.</summary>
internal sealed class JoinedStream(byte[] before, Stream stream, byte[] after) : Stream
{
    private int part, at;

    /// <summary>How many bytes have been read.</summary>
    internal long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        for (; part < 3; part++, at = 0)
        {
            int read = part == 1 ? stream.Read(buffer) : Copy(part == 0 ? before : after, buffer);
            Count += read;
            if (read > 0 || buffer.IsEmpty) return read;
        }
        return 0;
    }

    private int Copy(byte[] from, Span<byte> to)
    {
        int count = Math.Min(from.Length - at, to.Length);
        from.AsSpan(at, count).CopyTo(to);
        at += count;
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
