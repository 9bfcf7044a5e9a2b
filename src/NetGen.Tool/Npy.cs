using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>
/// NumPy's file of one array: six bytes of magic, two of version, the length of a header, the header as a Python dictionary with type,
/// order and shape, then the elements. See numpy.lib.format in NumPy's documentation. Arrays of Fortran's order are read, and laid out in
/// C's.
/// </summary>
internal static partial class Npy
{
    private const int Alignment = 64;

    /// <summary>NumPy's own limits: longer headers are for types of records, and no array has more axes.</summary>
    private const int MaxHeader = 10_000, MaxAxes = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What the array is called.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <exception cref="FormatException">It is malformed, or of a type that is not read.</exception>
    public static WeightsArray Read(ReadOnlyMemory<byte> bytes, string name, string source)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < 10 || !span.StartsWith(Magic))
            throw Refuse(0, "an npy file begins with \\x93NUMPY, a version and a length; this one does not.");
        (int major, int minor) = (span[6], span[7]);
        if (major is < 1 or > 3 || minor != 0) throw Refuse(6, $"the version is {major}.{minor}; 1.0, 2.0 and 3.0 are read.");
        int start = major == 1 ? 10 : 12;
        if (span.Length < start) throw Refuse(8, "the length of the header is cut off.");
        long length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(span[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(span[8..]);
        if (length > MaxHeader) throw Refuse(8, $"the header claims to have {length} bytes; at most {MaxHeader} are read.");
        if (length > span.Length - start)
            throw Refuse(8, $"the header claims to have {length} bytes, but only {span.Length - start} follow.");
        string header = (major == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(span.Slice(start, (int)length)).Trim();

        Match dictionary = Dictionary().Match(header);
        if (!dictionary.Success)
            throw Refuse(start,
                $"the header must be {{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }} or the "
                + $"like; it is {HostileText.Line(header)}");
        string descr = Entry(Descr(), header, "descr", "a text such as '<f4'");
        string order = Entry(Order(), header, "fortran_order", "True or False");
        int[] shape = ReadShape(Entry(Sizes(), header, "shape", "a tuple of whole numbers such as (2, 3)"));
        SafetensorsType type = TypeOf(descr) ?? throw Refuse(start, descr.StartsWith('>')
            ? $"the elements are '{HostileText.Line(descr)}', of big-endian order; write them little-endian: "
                + $"array.astype('<{HostileText.Line(descr[1..])}')."
            : $"the elements are '{HostileText.Line(descr)}'; booleans, integers and floats of 16, 32 and 64 bits are read.");

        int element = SafetensorsTensor.SizeOf(type);
        ReadOnlyMemory<byte> data = bytes[(start + (int)length)..];
        if (data.Length != Size(shape, element))
        {
            throw Refuse(start + length,
                $"{data.Length} bytes of elements follow; '{descr}' ({HostileText.Line(string.Join(", ", shape))}) takes "
                + (Size(shape, element) is { } expected ? $"{expected}." : "more than can be read."));
        }
        return new WeightsArray(name, type, shape, order == "True" ? InOrder(data, shape, element) : data);

        string Entry(Regex pattern, string text, string key, string what)
        {
            MatchCollection found = pattern.Matches(text);
            return found.Count == 1 ? found[0].Groups[1].Value
                : throw Refuse(start, $"the header must have '{key}' once, and it must be {what}; it is {HostileText.Line(text)}");
        }

        int[] ReadShape(string text)
        {
            string[] sizes = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (sizes.Length > MaxAxes) throw Refuse(start, $"the shape has {sizes.Length} axes; at most {MaxAxes} are read.");
            return Array.ConvertAll(sizes, size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw Refuse(start,
                    $"the shape is ({HostileText.Line(text)}); every size must be a whole number of at most {int.MaxValue}."));
        }

        WeightsFormatException Refuse(long offset, string expectation) => new(source, offset, expectation);
    }

    /// <summary>
    /// Bytes of a shape; null where an array cannot hold them. A size of zero makes it zero, however large the others are.
    /// </summary>
    private static long? Size(int[] shape, int element)
    {
        if (shape.Contains(0)) return 0;
        long size = element;
        foreach (int length in shape)
        {
            size *= length;
            if (size > Array.MaxLength) return null;
        }
        return size;
    }

    /// <summary>The bytes of a file of version 1.0, or 2.0 if the header needs it.</summary>
    public static void Write(Stream stream, WeightsArray array)
    {
        string descr = DescrOf(array.Type)
            ?? throw new UsageException($"{HostileText.Quote(array.Name)} is {array.TypeText}, which NumPy does not have.");
        string shape = array.Shape.Length == 1 ? $"({array.Shape[0]},)" : $"({string.Join(", ", array.Shape)})";
        string header = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}";
        bool isLong = header.Length + 1 + Alignment > ushort.MaxValue;
        int start = isLong ? 12 : 10;
        // Blanks and a line feed at the end, so that elements begin at a multiple of 64.
        int length = (start + header.Length + 1 + Alignment - 1) / Alignment * Alignment - start;
        var prefix = new byte[start];
        Magic.CopyTo(prefix);
        prefix[6] = (byte)(isLong ? 2 : 1);
        if (isLong) BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(8), length);
        else BinaryPrimitives.WriteUInt16LittleEndian(prefix.AsSpan(8), (ushort)length);
        stream.Write(prefix);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        stream.Write(array.Data.Span);
    }

    /// <summary>What NumPy calls a type; null if it has none.</summary>
    public static string? DescrOf(SafetensorsType type) => type switch
    {
        SafetensorsType.Bool => "|b1",
        SafetensorsType.U8 => "|u1",
        SafetensorsType.I8 => "|i1",
        SafetensorsType.I16 => "<i2",
        SafetensorsType.U16 => "<u2",
        SafetensorsType.F16 => "<f2",
        SafetensorsType.I32 => "<i4",
        SafetensorsType.U32 => "<u4",
        SafetensorsType.F32 => "<f4",
        SafetensorsType.I64 => "<i8",
        SafetensorsType.U64 => "<u8",
        SafetensorsType.F64 => "<f8",
        _ => null,
    };

    private static SafetensorsType? TypeOf(string descr)
    {
        foreach (SafetensorsType type in Enum.GetValues<SafetensorsType>())
            if (DescrOf(type) == descr) return type;
        return null;
    }

    /// <summary>An array whose first index runs fastest, laid out so that its last does.</summary>
    private static byte[] InOrder(ReadOnlyMemory<byte> data, int[] shape, int size)
    {
        var result = new byte[data.Length];
        var index = new int[shape.Length];
        var strides = new long[shape.Length];
        long stride = 1;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        for (int at = 0; at < result.Length; at += size)
        {
            long from = 0;
            for (int axis = 0; axis < shape.Length; axis++) from += strides[axis] * index[axis];
            data.Span.Slice((int)from * size, size).CopyTo(result.AsSpan(at));
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) index[axis] = 0;
        }
        return result;
    }

    [GeneratedRegex(@"^\{.*\}$", RegexOptions.Singleline)]
    private static partial Regex Dictionary();

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]([^'"]*)['"]""")]
    private static partial Regex Descr();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)\b""")]
    private static partial Regex Order();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([^()]*)\)""")]
    private static partial Regex Sizes();
}
