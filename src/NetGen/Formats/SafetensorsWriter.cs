using System.Buffers.Binary;
using System.Text.Json;

namespace NetGen.Formats;

/// <summary>Writes safetensors files of floats.</summary>
internal static class SafetensorsWriter
{
    /// <summary>Data begins at a multiple of this, the header being filled up with blanks, as the reference implementation does.</summary>
    private const int Alignment = 8;

    private const string MetadataName = "__metadata__";

    internal static void Write(
        Stream stream, IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        byte[] header = Header(tensors, metadata);
        Span<byte> length = stackalloc byte[SafetensorsReader.LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        byte[] buffer = new byte[64 * 1024];
        foreach ((_, _, float[] values) in tensors)
            for (int first = 0; first < values.Length; first += buffer.Length / 4)
            {
                int count = Math.Min(buffer.Length / 4, values.Length - first);
                for (int i = 0; i < count; i++) BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(4 * i), values[first + i]);
                stream.Write(buffer, 0, 4 * count);
            }
    }

    private static byte[] Header(IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors,
        IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                writer.WriteStartObject(MetadataName);
                foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    writer.WriteString(key, value);
                writer.WriteEndObject();
            }
            var names = new HashSet<string>(StringComparer.Ordinal) { MetadataName };
            long at = 0;
            foreach ((string name, int[] shape, float[] values) in tensors)
            {
                if (!names.Add(name))
                    throw new ArgumentException($"{HostileText.Quote(name)} is reserved, or the name of two tensors.", nameof(tensors));
                if (Count(shape) != values.LongLength)
                {
                    throw new ArgumentException(
                        $"{HostileText.Quote(name)} has {values.Length} values, and its shape is "
                        + $"[{HostileText.Line(string.Join(", ", shape))}].", nameof(tensors));
                }
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

    /// <summary>How many values a shape has; −1 where one of its sizes is negative or they are more than a file holds.</summary>
    private static long Count(int[] shape)
    {
        Int128 count = 1;
        foreach (int size in shape)
        {
            if (size < 0) return -1;
            count *= size;
            if (count > long.MaxValue) return -1;
        }
        return (long)count;
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, long[] numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
