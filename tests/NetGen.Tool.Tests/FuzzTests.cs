using System.IO.Compression;
using System.Text;

namespace NetGen.Tool.Tests;

/// <summary>
/// Whatever the bytes of NumPy's files are, they are read or refused by the tool's exception, within 64 MB and 100 ms. NETGEN_WHOLE=1 reads
/// a million files of all formats.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private readonly Files files = new();

    public void Dispose() => files.Dispose();

    private static readonly byte[][] seeds =
    [
        Files.Npy("(2, 3)", 1, 2, 3, 4, 5, 6),
        Files.Npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3, 1), }", Files.Bytes(1, 2, 3, 4, 5, 6), 2),
        Files.Npy("{'descr': '<i8', 'fortran_order': False, 'shape': (), }", new byte[8], 3),
        Files.Npy("{'descr': '|b1', 'fortran_order': False, 'shape': (0, 4), }", Array.Empty<byte>()),
    ];

    [Fact]
    public void Npy_files_are_read_or_refused()
    {
        (int read, int refused) = new FileFuzz("npy", random => Mutation.Of(seeds[random.Next(seeds.Length)], random),
            file => Sum(Npy.Read(file, "w", "w.npy")), failure => failure is WeightsFormatException).Run();
        Assert.True(read > FileFuzz.Count / 50 && refused > FileFuzz.Count / 2, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Npz_files_are_read_or_refused()
    {
        byte[] stored = File.ReadAllBytes(files.Zip("s.npz", CompressionLevel.NoCompression, ("w.npy", seeds[0]), ("b.npy", seeds[2])));
        byte[] packed = File.ReadAllBytes(files.Zip("p.npz", CompressionLevel.Optimal, ("w.npy", seeds[1]), ("layer/b.npy", seeds[0])));
        string path = files.Path("fuzz.npz");
        (int read, int refused) = new FileFuzz("npz", Make, Read, failure => failure is WeightsFormatException).Run();
        Assert.True(read > FileFuzz.Count / 50 && refused > FileFuzz.Count / 2, $"{read} read, {refused} refused");

        // Changed from outside, and an array or a name changed before it is packed, so that the zip is right.
        byte[] Make(Random random)
        {
            if (random.Next(3) > 0) return Mutation.Of(random.Next(2) == 0 ? stored : packed, random);
            var memory = new MemoryStream();
            using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
                for (int i = random.Next(3); i >= 0; i--)
                {
                    string name = $"w{random.Next(3)}.npy";
                    if (random.Next(4) == 0)
                    {
                        // A zip has no room for longer names.
                        byte[] changed = Mutation.Of("layer1.weight.npy"u8.ToArray(), random);
                        name = Encoding.Latin1.GetString(changed, 0, Math.Min(changed.Length, 20_000)) + "x";
                    }
                    using Stream entry = archive.CreateEntry(name,
                        random.Next(2) == 0 ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();
                    byte[] seed = seeds[random.Next(seeds.Length)];
                    entry.Write(random.Next(2) == 0 ? seed : Mutation.Of(seed, random));
                }
            return memory.ToArray();
        }

        void Read(byte[] file)
        {
            File.WriteAllBytes(path, file);
            foreach (WeightsArray array in Npz.Read(path)) Sum(array);
        }
    }

    /// <summary>The whole command, on files of both formats: an exit code and a line, never a stack trace.</summary>
    [Fact]
    public void The_command_ends_with_a_code_whatever_the_file_is()
    {
        byte[] npz = File.ReadAllBytes(files.Zip("s.npz", CompressionLevel.Optimal, ("w.npy", seeds[0])));
        byte[] safetensors = File.ReadAllBytes(files.Safetensors("s.safetensors", ("w", [2, 3], [1, 2, 3, 4, 5, 6])));
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            string path = files.Path(seed % 2 == 0 ? "x.npz" : "x.safetensors");
            File.WriteAllBytes(path, Mutation.Of(seed % 2 == 0 ? npz : safetensors, random));
            (int code, string output, string error) = (random.Next(3)) switch
            {
                0 => Files.Run("summary", path),
                1 => Files.Run("diff", path, files.Path("s.npz")),
                _ => Files.Run("convert", path, files.Path(seed % 2 == 0 ? "y.safetensors" : "y.npz")),
            };
            Assert.True(code is 0 or 1 or 2, $"{seed}: {code}");
            Assert.False(code == 2 && (error.Length == 0 || error.Contains("a mistake of this program")), $"{seed}: {error}");
            Assert.False((output + error).Any(c => char.IsControl(c) && c != '\n'), $"{seed}: {output}{error}");
        }
    }

    private static double Sum(WeightsArray array)
    {
        double sum = 0;
        for (int i = 0; i < array.Length; i++) sum += array.IsRead ? array[i] : 0;
        return sum;
    }
}
