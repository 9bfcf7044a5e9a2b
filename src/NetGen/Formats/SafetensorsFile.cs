using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace NetGen.Formats;

/// <summary>
/// A safetensors file: named arrays and a map of text. The format: a little-endian 64-bit length, a JSON header of that length, then the
/// elements of all arrays, back to back. See github.com/huggingface/safetensors, section Format. Whatever breaks a rule of it is refused.
/// </summary>
public sealed class SafetensorsFile
{
    /// <summary>The longest header accepted, as in the reference implementation: 100 MB.</summary>
    public const int MaxHeaderLength = 100_000_000;

    internal const int LengthBytes = 8;

    private readonly Dictionary<string, SafetensorsTensor> byName;

    internal SafetensorsFile(string name, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Name = name;
        Tensors = tensors;
        Metadata = metadata;
        byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The file's path, or where else the bytes came from.</summary>
    public string Name { get; }

    /// <summary>The arrays, in the order of their data.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>The header's <c>__metadata__</c>; empty where there is none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Looks for an array by name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out SafetensorsTensor? tensor) => byName.TryGetValue(name, out tensor);

    /// <summary>The array called <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists them all.</exception>
    public SafetensorsTensor this[string name] => TryGet(name, out SafetensorsTensor? tensor)
        ? tensor
        : throw new KeyNotFoundException($"{Name} has no tensor \"{name}\". It has: {string.Join(", ", byName.Keys)}.");

    /// <summary>Reads a file.</summary>
    /// <exception cref="SafetensorsException">It is malformed, or longer than 2 GB.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SafetensorsFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > Array.MaxLength)
            throw new SafetensorsException(path, 0, $"the file is {stream.Length} bytes long; at most {Array.MaxLength} can be read.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(bytes, path);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <inheritdoc cref="Load(string)" path="/exception"/>
    public static SafetensorsFile Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Parse(memory.GetBuffer().AsMemory(0, (int)memory.Length), "(stream)");
    }

    /// <summary>Reads the bytes of a file. They are not copied: they must stay as they are while the result is used.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="SafetensorsException">It is malformed.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        if (bytes.Length < LengthBytes)
            throw new SafetensorsException(name, bytes.Length, $"a safetensors file begins with {LengthBytes} bytes of header length; this one ends here.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span);
        if (length > MaxHeaderLength)
            throw new SafetensorsException(name, 0, $"the header length is {length}; at most {MaxHeaderLength} is accepted. Is this a safetensors file?");
        if (length > (ulong)(bytes.Length - LengthBytes))
            throw new SafetensorsException(name, 0, $"the header length is {length}, but only {bytes.Length - LengthBytes} bytes follow.");
        return SafetensorsHeader.Read(bytes.Slice(LengthBytes, (int)length), bytes[(LengthBytes + (int)length)..], name);
    }

    /// <summary>Writes arrays of floats (F32) to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">Name, sizes and row-major values of each, in the order in which they are to stand.</param>
    /// <param name="metadata">Text to keep with them.</param>
    /// <exception cref="ArgumentException">Two have one name, or values and sizes disagree.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        byte[] header = SafetensorsHeader.Write(tensors, metadata);
        Span<byte> length = stackalloc byte[LengthBytes];
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

    /// <summary>Writes arrays of floats (F32) to a file. What stood there before stays whole until the new one is, which then takes its place at one stroke.</summary>
    /// <inheritdoc cref="Write(Stream, IReadOnlyList{ValueTuple{string, int[], float[]}}, IReadOnlyDictionary{string, string}?)" path="/exception"/>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">Name, sizes and row-major values of each.</param>
    /// <param name="metadata">Text to keep with them.</param>
    public static void Write(
        string path, IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Write(stream, tensors, metadata);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
