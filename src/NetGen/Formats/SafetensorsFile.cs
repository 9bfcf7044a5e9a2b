using System.Diagnostics.CodeAnalysis;

namespace NetGen.Formats;

/// <summary>
/// A safetensors file: named arrays and a map of text. The format: a little-endian 64-bit length, a JSON header of that length, then the
/// elements of all arrays, back to back. See github.com/huggingface/safetensors, section Format. Whatever breaks a rule of it is refused.
/// </summary>
public sealed class SafetensorsFile
{
    /// <summary>The longest header accepted, as in the reference implementation: 100 MB.</summary>
    public const int MaxHeaderLength = SafetensorsReader.MaxHeaderLength;

    private readonly Dictionary<string, SafetensorsTensor> byName;

    private SafetensorsFile(string name, SafetensorsHeader header, ReadOnlyMemory<byte> data)
    {
        Name = name;
        Tensors = [.. header.Tensors.Select(tensor =>
        {
            SafetensorsTensor.TryParseType(tensor.Type, out SafetensorsType type);
            return new SafetensorsTensor(tensor.Name, type, [.. tensor.Shape.Select(size => (int)size)],
                data[(int)tensor.Begin..(int)tensor.End]);
        })];
        Metadata = header.Metadata;
        byName = Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
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
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public SafetensorsTensor this[string name] => TryGet(name, out SafetensorsTensor? tensor)
        ? tensor
        : throw new KeyNotFoundException($"{Name} has no tensor {HostileText.Quote(name)}. It has: {HostileText.List(byName.Keys)}.");

    /// <summary>Reads a file, or what a pipe delivers.</summary>
    /// <remarks>
    /// The header is checked before memory for the data is taken: a file allocates about twice its own length at most, whatever it says.
    /// </remarks>
    /// <exception cref="SafetensorsException">It is malformed, or longer than 2 GB.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafetensorsFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = BoundedRead.Open(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream from where it is to its end; it need not be able to seek.</summary>
    /// <inheritdoc cref="Load(string)" path="/exception"/>
    public static SafetensorsFile Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, "(stream)");
    }

    private static SafetensorsFile Read(Stream stream, string name)
    {
        try
        {
            SafetensorsHeader header = SafetensorsReader.Read(stream);
            if (stream.CanSeek) header.CheckLength(stream.Length - stream.Position, isExact: true);
            if (header.DataLength > Array.MaxLength)
                throw new MalformedFileException(header.DataStart,
                    $"the tensors take {header.DataLength} bytes; at most {Array.MaxLength} can be read");
            byte[] data = BoundedRead.UpTo(stream, header.DataLength);
            header.CheckLength(data.Length + BoundedRead.Rest(stream, 0), isExact: stream.CanSeek);
            return new SafetensorsFile(name, header, data);
        }
        catch (MalformedFileException fault)
        {
            throw Refuse(name, fault);
        }
    }

    /// <summary>Reads the bytes of a file. They are not copied: they must stay as they are while the result is used.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="SafetensorsException">It is malformed.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            const int start = SafetensorsReader.LengthBytes;
            int length = SafetensorsReader.LengthOf(bytes[..Math.Min(start, bytes.Length)].ToArray());
            if (length > bytes.Length - start) throw SafetensorsReader.EndsInHeader(bytes.Length, length);
            SafetensorsHeader header = SafetensorsReader.Parse(bytes.Slice(start, length).ToArray());
            header.CheckLength(bytes.Length - start - length, isExact: true);
            return new SafetensorsFile(name, header, bytes[(start + length)..]);
        }
        catch (MalformedFileException fault)
        {
            throw Refuse(name, fault);
        }
    }

    private static SafetensorsException Refuse(string name, MalformedFileException fault) =>
        new(name, fault.Offset, fault.Message + ".", fault);

    /// <summary>Writes arrays of floats (F32) to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">Name, sizes and row-major values of each, in the order in which they are to be.</param>
    /// <param name="metadata">Text to keep with them.</param>
    /// <exception cref="ArgumentException">Two have one name, or values and sizes disagree.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        SafetensorsWriter.Write(stream, tensors, metadata);
    }

    /// <summary>
    /// Writes arrays of floats (F32) to a file. Who reads the path meanwhile, or after a crash, finds the old file or the new one, whole. A
    /// symbolic link stays one, and the file it names is written; a file's mode stays; a pipe or a device is written to directly.
    /// </summary>
    /// <inheritdoc path="/exception"
    /// cref="Write(Stream, IReadOnlyList{ValueTuple{string, int[], float[]}}, IReadOnlyDictionary{string, string}?)"/>
    /// <exception cref="IOException">It cannot be written: there is no such folder, or no room; the message names the path.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">Name, sizes and row-major values of each.</param>
    /// <param name="metadata">Text to keep with them.</param>
    public static void Write(
        string path, IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, tensors, metadata));
    }
}
