using System.Buffers.Binary;
using System.IO.Compression;
using NetGen.Runtime;

namespace NetGen.Formats;

/// <summary>
/// The IDX format of the MNIST files: two zero bytes, a type, the number of dimensions, each as a big-endian 32-bit number, then the
/// values, row-major and big-endian. See yann.lecun.com/exdb/mnist. Gzip is recognized by its first bytes.
/// </summary>
public sealed class Idx
{
    private const byte UnsignedByte = 0x08, SignedByte = 0x09, Short = 0x0B, Int = 0x0C, Single = 0x0D, Double = 0x0E;

    /// <summary>What is packed behind a file in gzip.</summary>
    private static readonly byte[] Mark = [0xA5], PackedMark = Pack(Mark);

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

    /// <summary>Reads a file, or what a pipe delivers.</summary>
    /// <param name="path">IDX, or IDX in gzip.</param>
    /// <exception cref="FormatException">
    /// It is not IDX, too short or too long, damaged, or packed to less than a hundredth of more than 16 MB; the message says which file,
    /// where, and what was expected.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Idx Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = BoundedRead.Open(path);
        return Read(stream, path);
    }

    /// <summary>
    /// Reads a stream from where it is to its end; it need not be able to seek. No more is read and allocated than the header says.
    /// </summary>
    /// <param name="stream">IDX, or IDX in gzip.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static Idx Read(Stream stream, string name = "(stream)")
    {
        ArgumentNullException.ThrowIfNull(stream);
        name = HostileText.Line(name, 4096);
        byte[] first = BoundedRead.UpTo(stream, 2);
        if (first is not [0x1F, 0x8B])
        {
            var plain = new JoinedStream(first, stream, []);
            return Parse(plain, name, stream.CanSeek ? stream.Length - stream.Position + first.Length : null, grown: null, last: []);
        }

        // A stream that ends too soon unpacks to less without a word. So something is packed behind it, which arrives only if all before it
        // was whole.
        var packed = new JoinedStream(first, stream, PackedMark);
        try
        {
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            return Parse(unpacked, name, null, count =>
            {
                if (!Unpacking.IsTooMuch(count, packed.Count)) return;
                throw new FormatException(
                    $"{name}: {packed.Count} bytes of gzip data unpack to more than {count}, as no real data do. "
                    + "Unpack the file first if it is meant so.");
            }, Mark);
        }
        catch (InvalidDataException failure)
        {
            throw new FormatException($"{name}: the gzip data are damaged. {failure.Message}", failure);
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

    /// <param name="stream">The values as they are, from the first byte of the header.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="length">How many bytes there are, if that is known.</param>
    /// <param name="grown">Called before more memory is taken.</param>
    /// <param name="last">What follows the values.</param>
    private static Idx Parse(Stream stream, string name, long? length, Action<long>? grown, byte[] last)
    {
        byte[] head = BoundedRead.UpTo(stream, 4);
        if (head.Length < 4 || head[0] != 0 || head[1] != 0)
            throw new FormatException(
                $"{name}, byte 0: an IDX file begins with two zero bytes, a type and the number of dimensions; this one does not.");
        byte type = head[2];
        if (SizeOf(type) == 0) throw new FormatException($"{name}, byte 2: {type} is no type of the IDX format.");
        int dimensions = head[3];
        byte[] sizes = BoundedRead.UpTo(stream, 4 * dimensions);
        if (sizes.Length < 4 * dimensions)
            throw new FormatException($"{name}, byte {4 + sizes.Length}: the file ends within the sizes of its {dimensions} dimensions.");
        var shape = new int[dimensions];
        Int128 size = SizeOf(type);
        for (int i = 0; i < dimensions; i++)
        {
            shape[i] = BinaryPrimitives.ReadInt32BigEndian(sizes.AsSpan(4 * i));
            if (shape[i] < 0) throw new FormatException($"{name}, byte {4 + 4 * i}: a size of {shape[i]}.");
            size *= shape[i];
            if (size > Array.MaxLength)
                throw new FormatException($"{name}, byte {4 + 4 * i}: {ShapeText()} values are more than can be read.");
        }

        long start = head.Length + sizes.Length;
        if (length is { } known && known - start != size) throw Wrong($"{known - start}");
        byte[] data = BoundedRead.UpTo(stream, (long)size, grown, isThere: length is not null);
        if (data.Length < size) throw Wrong($"{data.Length}");
        byte[] rest = BoundedRead.UpTo(stream, last.Length + 1);
        if (!rest.AsSpan().SequenceEqual(last))
            throw rest.Length > 0 ? Wrong("more") : new FormatException($"{name}: the gzip data end too soon.");
        return new Idx(type, shape, data);

        string ShapeText() => HostileText.Line(Shapes.Text(shape));

        FormatException Wrong(string count) => new($"{name}, byte {start}: {count} bytes of values follow; {ShapeText()} takes {size}.");
    }

    /// <summary>Bytes in gzip.</summary>
    private static byte[] Pack(byte[] bytes)
    {
        var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.NoCompression)) zip.Write(bytes);
        return memory.ToArray();
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
