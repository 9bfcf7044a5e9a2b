using System.IO.Compression;
using NetGen.Formats;

namespace NetGen.Tests;

public class IdxTests
{
    private static readonly byte[] Small = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];

    [Fact]
    public void Fashion_MNIST_is_read()
    {
        string folder = TestFiles.Data("fashion-mnist");
        Idx images = Idx.Load(Path.Combine(folder, "t10k-images-idx3-ubyte.gz")), labels = Idx.Load(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"));
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
        for (int length = 0; length < zipped.Length - 12; length++)    // the last bytes are gzip's own check and the end of its last block
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

    private static byte[] Zipped(byte[] bytes)
    {
        var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Optimal)) zip.Write(bytes);
        return memory.ToArray();
    }
}
