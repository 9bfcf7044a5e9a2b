namespace NetGen.Formats;

/// <summary>
/// Reads as many bytes as a header says, and allocates no more than about twice the input: a header is believed only as far as the stream
/// confirms it.
/// </summary>
internal static class BoundedRead
{
    private const int FirstBlock = 16 * 1024;

    /// <summary>Opens a file for reading; what is no file has a message of its own.</summary>
    /// <exception cref="IOException">It cannot be read, or is a folder.</exception>
    internal static FileStream Open(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{HostileText.Line(path, 4096)} is a folder; a file is needed.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    /// <summary>Bytes of a stream, whether it can seek or not.</summary>
    /// <param name="stream">Read from where it is.</param>
    /// <param name="count">At most so many, and at most as many as an array holds.</param>
    /// <param name="grown">Called with the bytes read so far before more memory is taken; it may throw.</param>
    /// <param name="isThere">Whether as many are known to follow, so that memory for all of them is taken at once.</param>
    /// <returns>Fewer than <paramref name="count"/> bytes only where the stream ends.</returns>
    internal static byte[] UpTo(Stream stream, long count, Action<long>? grown = null, bool isThere = false)
    {
        long first = isThere ? count : Math.Min(count, FirstBlock);
        if (stream.CanSeek) first = count = Math.Min(count, Math.Max(0, stream.Length - stream.Position));
        byte[] bytes = new byte[first];
        int filled = 0;
        while (filled < count)
        {
            if (filled == bytes.Length)
            {
                grown?.Invoke(filled);
                Array.Resize(ref bytes, (int)Math.Min(count, 2L * filled));
            }
            int read = stream.Read(bytes, filled, bytes.Length - filled);
            if (read <= 0) break;
            filled += read;
        }
        if (filled < bytes.Length) Array.Resize(ref bytes, filled);
        return bytes;
    }

    /// <summary>
    /// How many bytes follow: exactly where the stream can seek, else whether <paramref name="count"/> do, and whether one more does.
    /// </summary>
    internal static long Rest(Stream stream, long count)
    {
        if (stream.CanSeek) return Math.Max(0, stream.Length - stream.Position);
        byte[] block = new byte[FirstBlock];
        long read = 0;
        while (read <= count && stream.Read(block, 0, (int)Math.Min(block.Length, count + 1 - read)) is > 0 and var got) read += got;
        return read;
    }
}
