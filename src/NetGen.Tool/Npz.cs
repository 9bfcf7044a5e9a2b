using System.IO.Compression;
using System.Text;
using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>NumPy's file of several arrays: a zip of npy files, each named after its array.</summary>
internal static class Npz
{
    private const string Extension = ".npy";

    /// <summary>What a zip has room for.</summary>
    private const int LongestName = ushort.MaxValue;

    /// <summary>
    /// Reads all arrays, stored or compressed. Nothing is unpacked before the sizes that the zip tells have been found bearable.
    /// </summary>
    /// <exception cref="WeightsFormatException">It is no zip, damaged, unpacks to far more than real arrays do, or an array of it is
    /// malformed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static WeightsArray[] Read(string path)
    {
        using FileStream file = BoundedRead.Open(path);
        // The directory is at the end, so what cannot seek is read whole.
        using Stream stream = file.CanSeek ? file : new MemoryStream(BoundedRead.UpTo(file, Array.MaxLength));
        return Guard(path, "", () =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            long total = archive.Entries.Aggregate(0L, (sum, entry) => sum > Array.MaxLength ? sum : sum + Math.Max(0, entry.Length));
            if (total > Array.MaxLength)
                throw new WeightsFormatException(path, 0,
                    $"the arrays take more than {Array.MaxLength} bytes unpacked; at most that many can be read.");
            if (Unpacking.IsTooMuch(total, stream.Length))
            {
                throw new WeightsFormatException(path, 0,
                    $"{stream.Length} bytes unpack to {total}, as no real arrays do. If it is meant so, write them with "
                    + "numpy.savez, which does not compress.");
            }
            var names = new HashSet<string>(StringComparer.Ordinal);
            return archive.Entries.Select(entry => Read(entry, path, names)).ToArray();
        });
    }

    private static WeightsArray Read(ZipArchiveEntry entry, string path, HashSet<string> names)
    {
        string source = $"{path}, {HostileText.Line(entry.FullName)}";
        string name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length]
            : throw new WeightsFormatException(source, 0, "a file in an npz ends in .npy; this one does not.");
        if (!names.Add(name)) throw new WeightsFormatException(source, 0, $"{HostileText.Quote(name)} is in the file twice.");
        return Npy.Read(Guard(path, entry.FullName, () => Bytes(entry, source)), name, source);
    }

    private static byte[] Bytes(ZipArchiveEntry entry, string source)
    {
        using Stream stream = entry.Open();
        // As many as the zip says there are: a zip that says less than it holds is not followed without end.
        byte[] bytes = BoundedRead.UpTo(stream, entry.Length);
        bool isMore = bytes.Length == entry.Length && stream.ReadByte() >= 0;
        if (bytes.Length < entry.Length || isMore)
            throw new WeightsFormatException(source, bytes.Length,
                $"the zip says that the array has {entry.Length} bytes; it has {(isMore ? "more" : "fewer")}.");
        uint check = Crc32.Of(bytes);
        if (check != entry.Crc32)
            throw new WeightsFormatException(source, 0,
                $"the array is damaged: its CRC-32 is {check:x8}, and the zip says {entry.Crc32:x8}.");
        return bytes;
    }

    /// <summary>
    /// The one place where what the zip library throws about a damaged zip becomes this tool's exception: it has many kinds for it, and
    /// some show late.
    /// </summary>
    private static T Guard<T>(string path, string entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or NotSupportedException
            or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            string source = entry.Length == 0 ? path : $"{path}, {HostileText.Line(entry)}";
            throw new WeightsFormatException(source, 0,
                $"an npz file is a zip of npy files; this is no zip, or a damaged one: {failure.Message}");
        }
    }

    /// <summary>
    /// Writes arrays uncompressed, the same bytes each time. Who reads the path meanwhile, or after a crash, finds the old file or the new
    /// one, whole.
    /// </summary>
    /// <exception cref="UsageException">A name is too long for a zip.</exception>
    public static void Write(string path, IReadOnlyList<WeightsArray> arrays)
    {
        foreach (WeightsArray array in arrays)
            if (Encoding.UTF8.GetByteCount(array.Name + Extension) is > LongestName and var length)
                throw new UsageException(
                    $"{HostileText.Quote(array.Name)} has {length} bytes with {Extension}; names in a zip have at most {LongestName}.");
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (WeightsArray array in arrays)
            {
                ZipArchiveEntry entry = archive.CreateEntry(array.Name + Extension, CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream to = entry.Open();
                Npy.Write(to, array);
            }
        });
    }
}
