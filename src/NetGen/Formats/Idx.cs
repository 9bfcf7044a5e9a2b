using System.Buffers.Binary;
using System.IO.Compression;
using NetGen.Runtime;

namespace NetGen.Formats;

/// <summary>
/// The IDX format of the MNIST files: two zero bytes, a type, the number of dimensions, each as a big-endian 32-bit number, then the values,
/// row-major and big-endian. See yann.lecun.com/exdb/mnist. Gzip is recognised by its first bytes.
/// </summary>
public sealed class Idx
{
    private const byte UnsignedByte = 0x08, SignedByte = 0x09, Short = 0x0B, Int = 0x0C, Single = 0x0D, Double = 0x0E;

    private readonly byte type;
    private readonly byte[] data;
    private readonly int[] shape;

    private Idx(byte type, int[] shape, byte[] data)
    {
        this.type = type;
        this.shape = shape;
        this.data = data;
    }

    /// <summary>The sizes, outermost first: 60000, 28, 28 for images.</summary>
    public ReadOnlySpan<int> Shape => shape;

    /// <summary>How many values there are.</summary>
    public int Length => data.Length / SizeOf(type);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is not IDX, too short or too long; the message says which file and what is wrong.</exception>
    public static Idx Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">IDX, or IDX in gzip.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="FormatException">It is not IDX, too short or too long.</exception>
    public static Idx Read(Stream stream, string name = "(stream)")
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            var memory = new MemoryStream();
            stream.CopyTo(memory);
            if (memory.Length >= 2 && memory.GetBuffer()[0] == 0x1F && memory.GetBuffer()[1] == 0x8B)
            {
                memory.Position = 0;
                using var unzipped = new GZipStream(memory, CompressionMode.Decompress);
                memory = new MemoryStream();
                unzipped.CopyTo(memory);
            }
            return Parse(memory.GetBuffer().AsSpan(0, (int)memory.Length), name);
        }
        catch (InvalidDataException failure)
        {
            throw new FormatException($"{name}: the gzip data is damaged. {failure.Message}", failure);
        }
    }

    /// <summary>The values as floats, each times <paramref name="scale"/>: 1/255 brings bytes to 0 … 1.</summary>
    public float[] ToFloats(float scale = 1)
    {
        var values = new float[Length];
        for (int i = 0; i < values.Length; i++) values[i] = (float)Value(i) * scale;
        return values;
    }

    /// <summary>The values as integers: labels.</summary>
    /// <exception cref="OverflowException">A value does not fit.</exception>
    /// <exception cref="NotSupportedException">The values are floats.</exception>
    public int[] ToInts()
    {
        if (type is Single or Double) throw new NotSupportedException("The values are floats; read them by ToFloats.");
        var values = new int[Length];
        for (int i = 0; i < values.Length; i++) values[i] = checked((int)Value(i));
        return values;
    }

    private double Value(int i) => type switch
    {
        UnsignedByte => data[i],
        SignedByte => (sbyte)data[i],
        Short => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(2 * i)),
        Int => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(4 * i)),
        Single => BinaryPrimitives.ReadSingleBigEndian(data.AsSpan(4 * i)),
        _ => BinaryPrimitives.ReadDoubleBigEndian(data.AsSpan(8 * i)),
    };

    private static Idx Parse(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < 4 || bytes[0] != 0 || bytes[1] != 0) throw new FormatException($"{name} is not an IDX file: it must begin with two zero bytes, a type and the number of dimensions.");
        byte type = bytes[2];
        if (SizeOf(type) == 0) throw new FormatException($"{name}, byte 2: {type} is no type of the IDX format.");
        int dimensions = bytes[3];
        if (bytes.Length < 4 + 4 * dimensions) throw new FormatException($"{name} ends within the sizes of its {dimensions} dimensions.");
        var shape = new int[dimensions];
        Int128 size = SizeOf(type);
        for (int i = 0; i < dimensions; i++)
        {
            shape[i] = BinaryPrimitives.ReadInt32BigEndian(bytes[(4 + 4 * i)..]);
            if (shape[i] < 0) throw new FormatException($"{name}, byte {4 + 4 * i}: a size of {shape[i]}.");
            size *= shape[i];
            if (size > Array.MaxLength) throw new FormatException($"{name}: {Shapes.Text(shape)} values are more than can be read.");
        }
        ReadOnlySpan<byte> data = bytes[(4 + 4 * dimensions)..];
        if (data.Length != size) throw new FormatException($"{name} has {data.Length} bytes of values; {Shapes.Text(shape)} takes {size}.");
        return new Idx(type, shape, data.ToArray());
    }

    private static int SizeOf(byte type) => type switch
    {
        UnsignedByte or SignedByte => 1,
        Short => 2,
        Int or Single => 4,
        Double => 8,
        _ => 0,
    };
}
