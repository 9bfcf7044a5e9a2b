using System.IO.Compression;

namespace NetGen.Tool;

/// <summary>NumPy's file of several arrays: a zip of npy files, each named after its array.</summary>
internal static class Npz
{
    private const string Extension = ".npy";

    /// <summary>Reads all arrays, stored or compressed.</summary>
    /// <exception cref="FormatException">It is no zip, or an array of it is malformed.</exception>
    public static WeightsArray[] Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        ZipArchive archive;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException failure)
        {
            throw new WeightsFormatException(path, 0, $"an npz file is a zip of npy files; this is no zip: {failure.Message}");
        }
        using (archive)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            return [.. archive.Entries.Select(entry =>
            {
                string name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length]
                    : throw new WeightsFormatException($"{path}, {entry.FullName}", 0, "a file in an npz ends in .npy; this one does not.");
                if (!names.Add(name)) throw new WeightsFormatException($"{path}, {entry.FullName}", 0, $"\"{name}\" is in the file twice.");
                return Npy.Read(Bytes(entry, path), name, $"{path}, {entry.FullName}");
            })];
        }
    }

    /// <summary>Writes arrays uncompressed, the same bytes each time. What stood there before stays whole until the new file is, which then takes its place at one stroke.</summary>
    public static void Write(string path, IReadOnlyList<WeightsArray> arrays)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
                foreach (WeightsArray array in arrays)
                {
                    ZipArchiveEntry entry = archive.CreateEntry(array.Name + Extension, CompressionLevel.NoCompression);
                    entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                    using Stream to = entry.Open();
                    Npy.Write(to, array);
                }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry, string path)
    {
        if (entry.Length > Array.MaxLength)
            throw new WeightsFormatException($"{path}, {entry.FullName}", 0, $"the array takes {entry.Length} bytes; at most {Array.MaxLength} can be read.");
        try
        {
            using Stream stream = entry.Open();
            // As many as the zip says there are: a zip that says less than it holds is not followed without end.
            var bytes = new byte[entry.Length];
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read < bytes.Length || stream.ReadByte() >= 0)
                throw new WeightsFormatException($"{path}, {entry.FullName}", read, $"the zip says that the array has {entry.Length} bytes; it has {(read < bytes.Length ? "fewer" : "more")}.");
            return bytes;
        }
        catch (InvalidDataException failure)
        {
            throw new WeightsFormatException($"{path}, {entry.FullName}", 0, $"the zip is damaged: {failure.Message}");
        }
    }
}
