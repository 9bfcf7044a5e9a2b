using System.Globalization;
using System.Text;

namespace NetGen.Build;

/// <summary>One tensor of a file.</summary>
internal sealed record Tensor(string Name, string Type, IReadOnlyList<long> Shape, long Begin, long End, long Offset);

/// <summary>
/// Reads the header of a safetensors file: eight bytes with the header's length, little-endian, then JSON. Everything is checked that can be without looking at the values: a
/// file that passes here is whole.
/// </summary>
internal static class SafetensorsReader
{
    private const int LengthBytes = 8;

    /// <summary>The format's own limit; a file that claims more is damaged, or meant to do damage.</summary>
    public const long LongestHeader = 100_000_000;

    private static readonly Dictionary<string, int> sizes = new(StringComparer.Ordinal)
    {
        ["BOOL"] = 1, ["U8"] = 1, ["I8"] = 1, ["F8_E5M2"] = 1, ["F8_E4M3"] = 1, ["I16"] = 2, ["U16"] = 2, ["F16"] = 2, ["BF16"] = 2,
        ["I32"] = 4, ["U32"] = 4, ["F32"] = 4, ["I64"] = 8, ["U64"] = 8, ["F64"] = 8,
    };

    public static IReadOnlyList<Tensor> Read(Stream file)
    {
        byte[] head = new byte[LengthBytes];
        int got = Fill(file, head);
        if (got < LengthBytes) throw new MalformedFileException(got, $"the file ends within its first {LengthBytes} bytes, which hold the header's length");
        ulong claimed = 0;
        for (int i = LengthBytes - 1; i >= 0; i--) claimed = (claimed << 8) | head[i];
        if (claimed > LongestHeader) throw new MalformedFileException(0, $"the header is said to have {Text(claimed)} bytes, and may have {Text(LongestHeader)} at most: this is no safetensors file, or a damaged one");
        long dataLength = file.Length - LengthBytes - (long)claimed;
        if (dataLength < 0) throw new MalformedFileException(file.Length, $"the file ends here, within its header of {Text(claimed)} bytes");

        byte[] json = new byte[(int)claimed];
        if (Fill(file, json) < json.Length) throw new MalformedFileException(file.Length, "the file ends within its header");
        return Parse(json, dataLength);
    }

    private static int Fill(Stream file, byte[] buffer)
    {
        int filled = 0;
        while (filled < buffer.Length && file.Read(buffer, filled, buffer.Length - filled) is > 0 and var read) filled += read;
        return filled;
    }

    private static List<Tensor> Parse(byte[] json, long dataLength)
    {
        if (json.Length > 0 && json[0] != '{') throw new MalformedFileException(LengthBytes, "the header must begin with '{'");
        var scanner = new JsonScanner(json, LengthBytes);
        var tensors = new List<Tensor>();
        scanner.Object("an object", name =>
        {
            if (name == "__metadata__") scanner.Object("an object of texts", key => scanner.Text($"the metadata \"{key}\""));
            else tensors.Add(ReadTensor(scanner, name));
        });
        scanner.End();
        CheckPlaces(tensors, LengthBytes + json.Length, dataLength);
        return tensors;
    }

    private static Tensor ReadTensor(JsonScanner scanner, string name)
    {
        long offset = scanner.Offset;
        string? type = null;
        List<long>? shape = null, places = null;
        scanner.Object($"an object that describes \"{name}\"", key =>
        {
            switch (key)
            {
                case "dtype": type = scanner.Text("the name of a type"); break;
                case "shape": shape = scanner.Numbers(); break;
                case "data_offsets": places = scanner.Numbers(); break;
                default: throw scanner.Fault($"\"{key}\" in \"{name}\" is unknown; dtype, shape and data_offsets are expected");
            }
        });
        if (type is null || shape is null || places is null) throw new MalformedFileException(offset, $"\"{name}\" lacks {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        if (places.Count != 2 || places[1] < places[0]) throw new MalformedFileException(offset, $"data_offsets of \"{name}\" must be two numbers, the first not above the second");
        if (!sizes.TryGetValue(type, out int size)) throw new MalformedFileException(offset, $"\"{type}\" of \"{name}\" is no known type");
        decimal bytes = size;
        foreach (long length in shape)
        {
            if (length > int.MaxValue) throw new MalformedFileException(offset, $"the shape of \"{name}\" has a size of {Text(length)}; at most {Text(int.MaxValue)} can be read");
            bytes = bytes > long.MaxValue ? bytes : bytes * length;
        }

        if (bytes != places[1] - places[0])
            throw new MalformedFileException(offset, $"\"{name}\" has {Text(places[1] - places[0])} bytes, and {type} [{string.Join(", ", shape)}] takes {bytes.ToString(CultureInfo.InvariantCulture)}");
        return new Tensor(name, type, shape, places[0], places[1], offset);
    }

    /// <summary>Tensors cover the data without gap and overlap, to the file's last byte.</summary>
    private static void CheckPlaces(List<Tensor> tensors, long dataStart, long dataLength)
    {
        long at = 0;
        foreach (Tensor tensor in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != at) throw new MalformedFileException(tensor.Offset, $"\"{tensor.Name}\" begins at {Text(tensor.Begin)} of the data and should begin at {Text(at)}, where the one before it ends");
            if (tensor.End > dataLength) throw new MalformedFileException(dataStart + dataLength, $"the file ends here, and \"{tensor.Name}\" goes on for {Text(tensor.End - dataLength)} bytes");
            at = tensor.End;
        }

        if (at != dataLength) throw new MalformedFileException(dataStart + at, $"the last tensor ends here, and {Text(dataLength - at)} bytes follow");
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>The text the analyzer reads; its form is described there, in <c>WeightsHeader</c>.</summary>
    public static string Write(string file, IEnumerable<Tensor> tensors)
    {
        var text = new StringBuilder("netgen-weights 1\n").Append(Escape(file)).Append('\n');
        foreach (Tensor tensor in tensors)
            text.Append(tensor.Type).Append(' ').Append(tensor.Shape.Count == 0 ? "-" : string.Join(",", tensor.Shape.Select(size => Text(size)))).Append(' ').Append(Escape(tensor.Name)).Append('\n');
        return text.ToString();
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char unit in text)
            if (unit == '\\' || char.IsControl(unit) || char.IsSurrogate(unit) || unit is '\u2028' or '\u2029') escaped.Append("\\u").Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
            else escaped.Append(unit);
        return escaped.ToString();
    }
}
