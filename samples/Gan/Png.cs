using System.Buffers.Binary;
using System.IO.Compression;

/// <summary>A picture in three colors, written as PNG (W3C, "Portable Network Graphics", third edition).</summary>
internal sealed class Png(int width, int height)
{
    // Each row begins with its filter: 0, none.
    private readonly byte[] rows = [.. Enumerable.Repeat(White(width), height).SelectMany(row => row)];

    /// <summary>A square of <paramref name="size"/> pixels around a place; what is outside is not drawn.</summary>
    public void Dot(int x, int y, int size, (byte Red, byte Green, byte Blue) color)
    {
        for (int row = Math.Max(0, y - size / 2); row < Math.Min(height, y - size / 2 + size); row++)
            for (int column = Math.Max(0, x - size / 2); column < Math.Min(width, x - size / 2 + size); column++)
                (rows[At(row, column)], rows[At(row, column) + 1], rows[At(row, column) + 2]) = color;
    }

    public void Save(string path)
    {
        using FileStream file = File.Create(path);
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);                        // 8 bits a channel, red, green and blue
        Chunk(file, "IHDR"u8, header);
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(rows);
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
    }

    private int At(int row, int column) => row * (1 + 3 * width) + 1 + 3 * column;

    private static byte[] White(int width)
    {
        var row = new byte[1 + 3 * width];
        row.AsSpan(1).Fill(255);
        return row;
    }

    /// <summary>Length, type, data, and the check sum of type and data.</summary>
    private static void Chunk(FileStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        file.Write(number);
    }

    /// <summary>CRC-32: the remainder by the polynomial 0xEDB88320, bits reversed.</summary>
    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (byte b in data)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return crc;
    }
}
