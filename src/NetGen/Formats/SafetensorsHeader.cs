using System.Text;
using System.Text.Json;

namespace NetGen.Formats;

/// <summary>The JSON header of a safetensors file.</summary>
internal static class SafetensorsHeader
{
    private const string MetadataName = "__metadata__";

    /// <summary>Data begins at a multiple of this, the header being filled up with blanks, as the reference implementation does.</summary>
    private const int Alignment = 8;

    private readonly record struct Entry(string Name, SafetensorsType Type, int[] Shape, long Begin, long End, long Position);

    internal static SafetensorsFile Read(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> data, string file)
    {
        var entries = new List<Entry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (header.Length > 0 && header.Span[0] != '{')
            throw Refuse(file, 0, "the header must begin with '{'.");
        var reader = new Utf8JsonReader(header.Span, new JsonReaderOptions { AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow });
        try
        {
            Expect(ref reader, JsonTokenType.StartObject, file, "an object");
            while (Next(ref reader, file) != JsonTokenType.EndObject)
            {
                long position = reader.TokenStartIndex;
                string name = Text(ref reader, file);
                if (!names.Add(name)) throw Refuse(file, position, $"\"{name}\" appears twice.");
                if (name == MetadataName) ReadMetadata(ref reader, metadata, file);
                else entries.Add(ReadEntry(ref reader, name, position, file));
            }
            if (reader.Read()) throw Refuse(file, reader.TokenStartIndex, "something follows the header's object.");
        }
        catch (JsonException failure)
        {
            throw new SafetensorsException(file, SafetensorsFile.LengthBytes + reader.BytesConsumed, $"the header is not valid JSON: {failure.Message}", failure);
        }
        return new SafetensorsFile(file, Place(entries, data, SafetensorsFile.LengthBytes + header.Length, file), metadata);
    }

    /// <summary>Arrays must cover the data without gap and overlap.</summary>
    private static SafetensorsTensor[] Place(List<Entry> entries, ReadOnlyMemory<byte> data, long start, string file)
    {
        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        var tensors = new SafetensorsTensor[entries.Count];
        long at = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            Entry entry = entries[i];
            if (entry.Begin != at)
                throw Refuse(file, entry.Position, $"\"{entry.Name}\" begins at {entry.Begin}; data must be back to back, so it has to begin at {at}.");
            if (entry.End > data.Length)
                throw Refuse(file, entry.Position, $"\"{entry.Name}\" ends at {entry.End}, past the {data.Length} bytes of data.");
            tensors[i] = new SafetensorsTensor(entry.Name, entry.Type, entry.Shape, data[(int)entry.Begin..(int)entry.End]);
            at = entry.End;
        }
        if (at != data.Length) throw new SafetensorsException(file, start + at, $"data ends here, but {data.Length - at} bytes follow.");
        return tensors;
    }

    private static Entry ReadEntry(ref Utf8JsonReader reader, string name, long position, string file)
    {
        SafetensorsType? type = null;
        int[]? shape = null;
        long[]? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, file, $"an object that describes \"{name}\"");
        while (Next(ref reader, file) != JsonTokenType.EndObject)
        {
            long at = reader.TokenStartIndex;
            string key = Text(ref reader, file);
            switch (key)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, file, "the name of a type");
                    string typeName = Text(ref reader, file);
                    if (!SafetensorsTensor.TryParseType(typeName, out SafetensorsType found)) throw Refuse(file, reader.TokenStartIndex, $"\"{typeName}\" is no known type.");
                    type = found;
                    break;
                case "shape" when shape is null:
                    shape = ReadShape(ref reader, name, file);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, file);
                    if (offsets.Length != 2) throw Refuse(file, at, $"data_offsets of \"{name}\" must be two numbers.");
                    break;
                default:
                    throw Refuse(file, at, $"\"{key}\" in \"{name}\" is unknown, or there twice; dtype, shape and data_offsets are expected once.");
            }
        }
        if (type is null || shape is null || offsets is null)
            throw Refuse(file, position, $"\"{name}\" lacks {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}.");
        (long begin, long end) = (offsets[0], offsets[1]);
        if (end < begin) throw Refuse(file, position, $"\"{name}\" ends at {end}, before it begins at {begin}.");
        long size = Size(shape, SafetensorsTensor.SizeOf(type.Value)) ?? throw Refuse(file, position, $"the shape of \"{name}\" is too large.");
        if (end - begin != size)
            throw Refuse(file, position, $"\"{name}\" has {end - begin} bytes; {SafetensorsTensor.NameOf(type.Value)} [{string.Join(", ", shape)}] takes {size}.");
        return new Entry(name, type.Value, shape, begin, end, position);
    }

    /// <summary>Bytes of a shape; null beyond 63 bits. A size of zero makes it zero only after the others have been found to fit, as in the reference implementation.</summary>
    private static long? Size(int[] shape, int element)
    {
        long size = element;
        foreach (int length in shape)
        {
            Int128 product = (Int128)size * length;
            if (product > long.MaxValue) return null;
            size = (long)product;
        }
        return size;
    }

    private static int[] ReadShape(ref Utf8JsonReader reader, string name, string file)
    {
        long at = reader.BytesConsumed;
        long[] sizes = ReadNumbers(ref reader, file);
        foreach (long size in sizes)
            if (size > int.MaxValue) throw Refuse(file, at, $"the shape of \"{name}\" has a size of {size}; at most {int.MaxValue} can be read.");
        return Array.ConvertAll(sizes, size => (int)size);
    }

    private static long[] ReadNumbers(ref Utf8JsonReader reader, string file)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, file, "an array of numbers");
        while (Next(ref reader, file) != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw Refuse(file, reader.TokenStartIndex, "a whole number that is not negative is expected.");
            numbers.Add(number);
        }
        return numbers.ToArray();
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata, string file)
    {
        Expect(ref reader, JsonTokenType.StartObject, file, "an object of texts");
        while (Next(ref reader, file) != JsonTokenType.EndObject)
        {
            long at = reader.TokenStartIndex;
            string key = Text(ref reader, file);
            Expect(ref reader, JsonTokenType.String, file, $"a text (the metadata \"{key}\")");
            if (!metadata.TryAdd(key, Text(ref reader, file))) throw Refuse(file, at, $"the metadata \"{key}\" appears twice.");
        }
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader, string file) =>
        reader.Read() ? reader.TokenType : throw Refuse(file, reader.BytesConsumed, "the header ends too soon.");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string file, string what)
    {
        if (Next(ref reader, file) != token) throw Refuse(file, reader.TokenStartIndex, $"{what} is expected.");
    }

    /// <summary>The text of a token; the reader finds broken UTF-8 and lone surrogates only here.</summary>
    private static string Text(ref Utf8JsonReader reader, string file)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            throw new SafetensorsException(file, SafetensorsFile.LengthBytes + reader.TokenStartIndex, "the text is not valid UTF-8.", failure);
        }
    }

    private static SafetensorsException Refuse(string file, long headerPosition, string expectation) =>
        new(file, SafetensorsFile.LengthBytes + headerPosition, expectation);

    internal static byte[] Write(IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                writer.WriteStartObject(MetadataName);
                foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) writer.WriteString(key, value);
                writer.WriteEndObject();
            }
            var names = new HashSet<string>(StringComparer.Ordinal) { MetadataName };
            long at = 0;
            foreach ((string name, int[] shape, float[] values) in tensors)
            {
                if (!names.Add(name)) throw new ArgumentException($"\"{name}\" is reserved, or the name of two tensors.", nameof(tensors));
                if (Size(shape, sizeof(float)) != values.LongLength * sizeof(float))
                    throw new ArgumentException($"\"{name}\" has {values.Length} values, and its shape is [{string.Join(", ", shape)}].", nameof(tensors));
                writer.WriteStartObject(name);
                writer.WriteString("dtype", "F32");
                WriteNumbers(writer, "shape", Array.ConvertAll(shape, size => (long)size));
                WriteNumbers(writer, "data_offsets", [at, at += values.LongLength * sizeof(float)]);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        while (buffer.Length % Alignment != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, long[] numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
