using System.Globalization;

namespace NetGen.Formats;

/// <summary>
/// One tensor of a file; <paramref name="Begin"/> and <paramref name="End"/> count from the first byte of data, <paramref name="Offset"/>
/// says where the file describes it.
/// </summary>
internal sealed record Tensor(string Name, string Type, IReadOnlyList<long> Shape, long Begin, long End, long Offset);

/// <summary>What the header says.</summary>
/// <param name="Tensors">In the order of their data, which they cover without gap and overlap.</param>
/// <param name="Metadata">The file's texts.</param>
/// <param name="DataStart">The file's offset of the first byte of data.</param>
/// <param name="DataLength">How many bytes of data the tensors take.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata, long DataStart,
    long DataLength)
{
    /// <summary>Compares the data there is with what the tensors take.</summary>
    /// <param name="length">Bytes of data.</param>
    /// <param name="isExact">Whether there are no more than that; else some may follow.</param>
    internal void CheckLength(long length, bool isExact)
    {
        if (length > DataLength)
        {
            throw new MalformedFileException(DataStart + DataLength, isExact
                ? $"the last tensor ends here, and {SafetensorsReader.Count(length - DataLength)} follow"
                : "the last tensor ends here, and more bytes follow");
        }

        foreach (Tensor tensor in Tensors)
        {
            if (tensor.End > length)
            {
                throw new MalformedFileException(
                    DataStart + length,
                    $"the file ends here, and {HostileText.Quote(tensor.Name)} goes on for {SafetensorsReader.Count(tensor.End - length)}");
            }
        }
    }
}

/// <summary>
/// Reads the header of a safetensors file: eight bytes with the header's length, little-endian, then JSON. The library and the build task
/// both read by it, so that a file one of them takes the other takes, too. Everything is checked that can be without looking at the values.
/// </summary>
internal static class SafetensorsReader
{
    internal const int LengthBytes = 8;

    /// <summary>The format's own limit; a file that claims more is damaged, or meant to do damage.</summary>
    internal const int MaxHeaderLength = 100_000_000;

    private static readonly Dictionary<string, int> sizes = new(StringComparer.Ordinal)
    {
        ["BOOL"] = 1, ["U8"] = 1, ["I8"] = 1, ["F8_E5M2"] = 1, ["F8_E4M3"] = 1, ["I16"] = 2, ["U16"] = 2, ["F16"] = 2, ["BF16"] = 2,
        ["I32"] = 4, ["U32"] = 4, ["F32"] = 4, ["I64"] = 8, ["U64"] = 8, ["F64"] = 8,
    };

    /// <summary>Reads the header and leaves the stream at the first byte of data.</summary>
    /// <exception cref="MalformedFileException">The header is damaged, or this is another format.</exception>
    internal static SafetensorsHeader Read(Stream file)
    {
        int length = LengthOf(BoundedRead.UpTo(file, LengthBytes));
        byte[] json = BoundedRead.UpTo(file, length);
        if (json.Length < length) throw EndsInHeader(LengthBytes + json.Length, length);
        return Parse(json);
    }

    /// <summary>Reads the header and looks whether as much data follows as it says, without keeping any.</summary>
    /// <exception cref="MalformedFileException">The file is not whole.</exception>
    internal static IReadOnlyList<Tensor> ReadWhole(Stream file)
    {
        SafetensorsHeader header = Read(file);
        header.CheckLength(BoundedRead.Rest(file, header.DataLength), isExact: file.CanSeek);
        return header.Tensors;
    }

    /// <summary>The length of the header, from the first bytes of the file.</summary>
    internal static int LengthOf(byte[] first)
    {
        if (first.Length < LengthBytes)
            throw new MalformedFileException(first.Length,
                $"the file ends within its first {LengthBytes} bytes, which hold the header's length");
        ulong claimed = 0;
        for (int i = LengthBytes - 1; i >= 0; i--) claimed = (claimed << 8) | first[i];
        if (claimed <= MaxHeaderLength) return (int)claimed;
        throw new MalformedFileException(0, FileKind.Of(first)
            ?? $"the header claims to have {Text(claimed)} bytes, and may have {Text(MaxHeaderLength)} at most: this is "
                + "no safetensors file, or a damaged one");
    }

    internal static MalformedFileException EndsInHeader(long at, int length) =>
        new(at, $"the file ends here, within its header of {Count(length)}");

    internal static SafetensorsHeader Parse(byte[] json)
    {
        if (json.Length > 0 && json[0] != '{') throw new MalformedFileException(LengthBytes, "the header must begin with '{'");
        var scanner = new JsonScanner(json, LengthBytes);
        var tensors = new List<Tensor>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        scanner.Object("an object", name =>
        {
            if (name == "__metadata__")
                scanner.Object("an object of texts", key => metadata.Add(key, scanner.Text($"the metadata {HostileText.Quote(key)}")));
            else tensors.Add(ReadTensor(scanner, name));
        });
        scanner.End();
        tensors.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        return new SafetensorsHeader(tensors, metadata, LengthBytes + json.Length, CheckPlaces(tensors));
    }

    private static Tensor ReadTensor(JsonScanner scanner, string name)
    {
        long offset = scanner.Offset;
        string? type = null;
        List<long>? shape = null, places = null;
        scanner.Object($"an object that describes {HostileText.Quote(name)}", key =>
        {
            switch (key)
            {
                case "dtype": type = scanner.Text("the name of a type"); break;
                case "shape": shape = scanner.Numbers(); break;
                case "data_offsets": places = scanner.Numbers(); break;
                default: throw scanner.Fault(
                    $"{HostileText.Quote(key)} in {HostileText.Quote(name)} is unknown; dtype, shape and data_offsets are expected");
            }
        });
        if (type is null || shape is null || places is null)
            throw Refuse($"{HostileText.Quote(name)} lacks {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        if (places.Count != 2 || places[1] < places[0])
            throw Refuse($"data_offsets of {HostileText.Quote(name)} must be two numbers, the first not above the second");
        if (!sizes.TryGetValue(type, out int size))
            throw Refuse($"{HostileText.Quote(type)} of {HostileText.Quote(name)} is no known type");
        // All sizes have to fit before one of zero makes the product zero, as in the reference implementation.
        decimal bytes = size;
        foreach (long length in shape)
        {
            if (length > int.MaxValue)
                throw Refuse(
                    $"the shape of {HostileText.Quote(name)} has a size of {Text(length)}; at most {Text(int.MaxValue)} can be read");
            bytes *= length;
            if (bytes > long.MaxValue) throw Refuse($"the shape of {HostileText.Quote(name)} is too large");
        }

        if (bytes != places[1] - places[0])
        {
            string sizesText = HostileText.Line(string.Join(", ", shape.Take(33)));
            throw Refuse(
                $"{HostileText.Quote(name)} has {Count(places[1] - places[0])}, and {type} [{sizesText}] takes "
                + $"{bytes.ToString(CultureInfo.InvariantCulture)}");
        }

        return new Tensor(name, type, shape, places[0], places[1], offset);

        MalformedFileException Refuse(string message) => new(offset, message);
    }

    /// <summary>Tensors cover the data without gap and overlap.</summary>
    /// <returns>How many bytes of data they take.</returns>
    private static long CheckPlaces(List<Tensor> tensors)
    {
        long at = 0;
        foreach (Tensor tensor in tensors)
        {
            if (tensor.Begin != at)
            {
                throw new MalformedFileException(tensor.Offset,
                    $"{HostileText.Quote(tensor.Name)} begins at {Text(tensor.Begin)} of the data and should begin at "
                    + $"{Text(at)}, where the one before it ends");
            }

            at = tensor.End;
        }

        return at;
    }

    /// <summary>A number of bytes: <c>1 byte</c>, <c>2 bytes</c>.</summary>
    internal static string Count(long bytes) => Text(bytes) + (bytes == 1 ? " byte" : " bytes");

    internal static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
