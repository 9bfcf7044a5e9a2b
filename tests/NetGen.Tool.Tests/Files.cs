using System.IO.Compression;
using System.Text;
using NetGen.Formats;

namespace NetGen.Tool.Tests;

/// <summary>Files in a folder of their own, written byte by byte as the formats' specifications have it, not by what is tested.</summary>
public sealed class Files : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("netgen-tool-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public string Path(string name) => System.IO.Path.Combine(folder, name);

    /// <summary>An npy file: version, header and elements as given.</summary>
    public static byte[] Npy(string header, byte[] data, byte major = 1)
    {
        byte[] text = Encoding.Latin1.GetBytes(header), length = major == 1 ? BitConverter.GetBytes((ushort)text.Length)
            : BitConverter.GetBytes(text.Length);
        return [0x93, .. "NUMPY"u8, major, 0, .. length, .. text, .. data];
    }

    /// <summary>
    /// An npy file of floats as NumPy writes it: the header is filled up with blanks to a multiple of 64 bytes, and ends with a line feed.
    /// </summary>
    public static byte[] Npy(string shape, params float[] values)
    {
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}";
        return Npy(header.PadRight((10 + header.Length) / 64 * 64 + 64 - 11) + "\n", Bytes(values));
    }

    public static byte[] Bytes(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    /// <summary>Writes a zip.</summary>
    /// <returns>Its path.</returns>
    public string Zip(string name, CompressionLevel level, params (string Name, byte[] Bytes)[] entries)
    {
        using ZipArchive archive = ZipFile.Open(Path(name), ZipArchiveMode.Create);
        foreach ((string entry, byte[] bytes) in entries)
        {
            using Stream stream = archive.CreateEntry(entry, level).Open();
            stream.Write(bytes);
        }
        return Path(name);
    }

    public string Npz(string name, params (string Name, byte[] Bytes)[] entries) => Zip(name, CompressionLevel.NoCompression, entries);

    /// <summary>Writes a safetensors file with a header as given.</summary>
    /// <returns>Its path.</returns>
    public string Safetensors(string name, string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(Path(name), [.. BitConverter.GetBytes((long)text.Length), .. text, .. data]);
        return Path(name);
    }

    /// <summary>Writes a safetensors file of floats.</summary>
    /// <returns>Its path.</returns>
    public string Safetensors(string name, params (string Name, int[] Shape, float[] Values)[] arrays)
    {
        SafetensorsFile.Write(Path(name), arrays);
        return Path(name);
    }

    /// <summary>Runs the tool.</summary>
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = Tool.Run(arguments, output, error);
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
