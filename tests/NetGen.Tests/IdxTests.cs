using System.IO.Compression;
using NetGen.Formats;

namespace NetGen.Tests;

/// <summary>
/// IDX files are read whole or refused; what is read and allocated is bounded by the input, not by what a header or a packed stream
/// promises.
/// </summary>
public class IdxTests
{
    private static readonly byte[] Small = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];

    [Fact]
    public void Fashion_MNIST_is_read()
    {
        string folder = TestFiles.Data("fashion-mnist");
        Idx images = Idx.Load(Path.Combine(folder, "t10k-images-idx3-ubyte.gz")),
            labels = Idx.Load(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"));
        Assert.Equal([10000, 28, 28], images.Shape.ToArray());
        float[] pixels = images.ToFloats(1 / 255f);
        Assert.Equal(7_840_000, pixels.Length);
        Assert.Equal(0, pixels.Min());
        Assert.Equal(1, pixels.Max());
        int[] classes = labels.ToInts();
        Assert.Equal(Enumerable.Repeat(1000, 10), classes.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal([9, 2, 1, 1, 6], classes[..5]);
    }

    [Fact]
    public void Plain_and_gzipped_bytes_are_the_same()
    {
        Idx plain = Idx.Read(new MemoryStream(Small)), zipped = Idx.Read(new MemoryStream(Zipped(Small)));
        Assert.Equal([2, 3], plain.Shape.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 255], plain.ToInts());
        Assert.Equal(plain.ToInts(), zipped.ToInts());
        Assert.Equal([0.5f, 1, 1.5f, 2, 2.5f, 127.5f], plain.ToFloats(0.5f));
    }

    [Theory]
    [InlineData(0x09, new byte[] { 0xFF }, -1)]
    [InlineData(0x0B, new byte[] { 0xFF, 0xFE }, -2)]
    [InlineData(0x0C, new byte[] { 0, 1, 0, 0 }, 65536)]
    [InlineData(0x0D, new byte[] { 0x3F, 0x80, 0, 0 }, 1)]
    [InlineData(0x0E, new byte[] { 0xC0, 0, 0, 0, 0, 0, 0, 0 }, -2)]
    public void Every_type_is_read(byte type, byte[] data, float value) =>
        Assert.Equal([value], Idx.Read(new MemoryStream([0, 0, type, 1, 0, 0, 0, 1, .. data])).ToFloats());

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] zipped = Zipped(Small);
        for (int length = 0; length < Small.Length; length++)
            Assert.Throws<FormatException>(() => Idx.Read(new MemoryStream(Small, 0, length)));
        for (int length = 0; length < zipped.Length; length++)
            Assert.Throws<FormatException>(() => Idx.Read(new MemoryStream(zipped, 0, length)));
        Assert.Throws<FormatException>(() => Idx.Read(new MemoryStream([.. Small, 0])));
    }

    [Theory]
    [InlineData(2, 7)]
    [InlineData(0, 1)]
    [InlineData(4, 0x80)]
    [InlineData(4, 0x7F)]
    public void A_broken_header_is_refused(int place, byte value)
    {
        byte[] bytes = [.. Small];
        bytes[place] = value;
        Assert.Throws<FormatException>(() => Idx.Read(new MemoryStream(bytes)));
    }

    [Fact]
    public void Two_members_of_gzip_are_one_file_and_a_wrong_check_sum_is_refused()
    {
        Assert.Equal([1, 2, 3, 4, 5, 255], Idx.Read(new MemoryStream([.. Zipped(Small[..7]), .. Zipped(Small[7..])])).ToInts());
        byte[] zipped = Zipped(Small);
        for (int i = zipped.Length - 8; i < zipped.Length; i++)
        {
            byte[] changed = [.. zipped];
            changed[i] ^= 1;
            Assert.Throws<FormatException>(() => Idx.Read(new MemoryStream(changed)));
        }
        Assert.Throws<FormatException>(() => Idx.Read(new MemoryStream(Zipped([.. Small, 0xA5]))));
        Assert.Throws<FormatException>(() => Idx.Read(new MemoryStream([.. zipped, .. new byte[4]])));
    }

    [Fact]
    public void What_cannot_seek_is_read_the_same_way()
    {
        Assert.Equal([1, 2, 3, 4, 5, 255], Idx.Read(new PipeStream(Small, 1)).ToInts());
        Assert.Equal([1, 2, 3, 4, 5, 255], Idx.Read(new PipeStream(Zipped(Small), 1)).ToInts());
        var behind = new MemoryStream([9, 9, .. Small]) { Position = 2 };
        Assert.Equal([1, 2, 3, 4, 5, 255], Idx.Read(behind).ToInts());
    }

    public static TheoryData<string, byte[]> Bombs => new()
    {
        { "a small header before 40 MB of zeros", ZippedZeros([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3], 40_000_000) },
        { "a header that says 40 MB before as many zeros", ZippedZeros([0, 0, 8, 1, 0x02, 0x62, 0x5A, 0x00], 40_000_000) },
        { "a header that says 2 GB before nothing", [0, 0, 8, 1, 0x7F, 0xFF, 0xFF, 0xC7] },
        { "the same, packed", ZippedZeros([0, 0, 8, 1, 0x7F, 0xFF, 0xFF, 0xC7], 0) },
        { "sizes whose product overflows",
            [0, 0, 8, 4, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF] },
        { "255 sizes of 2", [0, 0, 8, 255, .. Enumerable.Repeat((byte[])[0, 0, 0, 2], 255).SelectMany(size => size)] },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_within_little_memory(string what, byte[] file)
    {
        foreach (Func<Stream> open in (Func<Stream>[])[() => new MemoryStream(file), () => new PipeStream(file, 65536)])
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<FormatException>(() => Idx.Read(open()));
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(bytes < 64 << 20, $"{what}: {bytes} bytes.");
        }
    }

    private static byte[] ZippedZeros(byte[] header, int count)
    {
        var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            zip.Write(header);
            byte[] zeros = new byte[1_000_000];
            for (; count > 0; count -= zeros.Length) zip.Write(zeros, 0, Math.Min(count, zeros.Length));
        }
        return memory.ToArray();
    }

    internal static byte[] Zipped(byte[] bytes)
    {
        var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Optimal)) zip.Write(bytes);
        return memory.ToArray();
    }
}
