using System.Buffers.Binary;
using System.IO.Compression;

/// <summary>Images and labels of the Fashion-MNIST files (gzipped IDX), pixels from 0 to 1.</summary>
internal sealed record Images(float[] Pixels, int[] Labels)
{
    public int Count => Labels.Length;

    /// <param name="set"><c>train</c> (60,000 images) or <c>t10k</c> (10,000).</param>
    public static Images Read(string folder, string set)
    {
        byte[] pixels = ReadIdx(Path.Combine(folder, $"{set}-images-idx3-ubyte.gz"), dimensions: 3);
        byte[] labels = ReadIdx(Path.Combine(folder, $"{set}-labels-idx1-ubyte.gz"), dimensions: 1);
        return new Images(Array.ConvertAll(pixels, p => p / 255f), Array.ConvertAll(labels, l => (int)l));
    }

    /// <summary>
    /// An IDX file of bytes: 0, 0, 8 (unsigned byte), the number of dimensions, each as a big-endian int, then the values.
    /// </summary>
    private static byte[] ReadIdx(string path, int dimensions)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        Span<byte> header = stackalloc byte[4 + 4 * dimensions];
        stream.ReadExactly(header);
        if (BinaryPrimitives.ReadInt32BigEndian(header) != 0x800 + dimensions)
            throw new InvalidDataException($"{path} is not an IDX file of {dimensions} dimensions.");
        int length = 1;
        for (int i = 1; i <= dimensions; i++) length *= BinaryPrimitives.ReadInt32BigEndian(header[(4 * i)..]);
        var values = new byte[length];
        stream.ReadExactly(values);
        return values;
    }

    /// <summary>The folder of the files: <paramref name="data"/>, else NETGEN_DATA, else shared/data in a folder above this one.</summary>
    public static string Find(string? data)
    {
        data ??= Environment.GetEnvironmentVariable("NETGEN_DATA");
        if (data is null)
            for (var at = new DirectoryInfo(Environment.CurrentDirectory); at is not null && data is null; at = at.Parent)
                if (Directory.Exists(Path.Combine(at.FullName, "shared", "data", "fashion-mnist")))
                    data = Path.Combine(at.FullName, "shared", "data");
        if (data is null) throw new DirectoryNotFoundException("Where are the files of Fashion-MNIST? Say --data DIR, or set NETGEN_DATA.");
        string inside = Path.Combine(data, "fashion-mnist");
        return Directory.Exists(inside) ? inside : data;
    }
}
