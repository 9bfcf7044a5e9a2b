using NetGen.Formats;

namespace NetGen.Tool.Tests;

/// <summary>
/// What is converted is the same to the bit, or what is not is reported; and what is at the path stays or is replaced whole.
/// </summary>
public sealed class ConversionTests : IDisposable
{
    private readonly Files files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void There_and_back_every_bit_is_as_it_was()
    {
        // Zeros of both signs, what is no number, the smallest and the largest.
        float[] odd = [0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, float.MaxValue, 1 / 3f];
        string from = files.Safetensors("a.safetensors", ("dense1.weight", [2, 4], odd), ("dense1.bias", [1], [1]), ("scalar", [], [2]),
            ("empty", [0], []));
        Assert.Equal((0, $"4 arrays from {from} to {files.Path("a.npz")}\n", ""), Files.Run("convert", from, files.Path("a.npz")));
        Assert.Equal(0, Files.Run("convert", files.Path("a.npz"), files.Path("b.safetensors")).Code);
        Assert.Equal(File.ReadAllBytes(from), File.ReadAllBytes(files.Path("b.safetensors")));
    }

    [Fact]
    public void An_npz_is_what_NumPy_writes_and_the_same_bytes_each_time()
    {
        string from = files.Safetensors("a.safetensors", ("w", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [3], [1, 2, 3]));
        Assert.Equal(0, Files.Run("convert", from, files.Path("a.npz")).Code);
        Assert.Equal(0, Files.Run("convert", from, files.Path("b.npz")).Code);
        Assert.Equal(File.ReadAllBytes(files.Path("a.npz")), File.ReadAllBytes(files.Path("b.npz")));
        using System.IO.Compression.ZipArchive archive = System.IO.Compression.ZipFile.OpenRead(files.Path("a.npz"));
        Assert.Equal(["w.npy", "b.npy"], archive.Entries.Select(entry => entry.FullName));
        Assert.Equal(Files.Npy("(2, 3)", 1, 2, 3, 4, 5, 6), Bytes("w.npy"));
        Assert.Equal(Files.Npy("(3,)", 1, 2, 3), Bytes("b.npy"));

        byte[] Bytes(string name)
        {
            using Stream stream = archive.GetEntry(name)!.Open();
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
    }

    [Fact]
    public void What_is_not_kept_as_it_is_is_reported()
    {
        string from = files.Npz("a.npz",
            ("w.npy", Files.Npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", BitConverter.GetBytes(0.1))),
            ("h.npy", Files.Npy("{'descr': '<f2', 'fortran_order': False, 'shape': (1,), }", BitConverter.GetBytes((Half)0.5f))));
        (int code, string output, _) = Files.Run("convert", from, files.Path("a.safetensors"));
        Assert.Equal(0, code);
        Assert.StartsWith("w: F64 rounded to F32\nh: F16 widened to F32, exactly\n", output);
        Assert.Equal([0.1f], SafetensorsFile.Load(files.Path("a.safetensors"))["w"].ToFloats());

        string brain = files.Safetensors("brain.safetensors",
            """{"__metadata__":{"made_by":"hand"},"b":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}""", [0xC0, 0x3F]);
        (_, output, _) = Files.Run("convert", brain, files.Path("brain.npz"));
        Assert.StartsWith(
            "b: BF16, which NumPy does not have, widened to F32, exactly\nleft out, since npz has no place for it: the metadata made_by\n",
            output);
        Assert.Equal([1.5f], Npz.Read(files.Path("brain.npz"))[0].ToFloats());
    }

    [Fact]
    public void A_counter_of_batches_is_left_out_and_that_is_reported()
    {
        string from = files.Npz("bn.npz", ("bn.weight.npy", Files.Npy("(1,)", 1)),
            ("bn.num_batches_tracked.npy", Files.Npy("{'descr': '<i8', 'fortran_order': False, 'shape': (), }", new byte[8])));
        (int code, string output, _) = Files.Run("convert", from, files.Path("bn.safetensors"));
        Assert.Equal(0, code);
        Assert.StartsWith("left out, since no network has it: bn.num_batches_tracked\n", output);
        Assert.Equal("bn.weight", Assert.Single(SafetensorsFile.Load(files.Path("bn.safetensors")).Tensors).Name);
    }

    [Fact]
    public void A_link_stays_and_a_missing_folder_is_named()
    {
        string from = files.Safetensors("a.safetensors", ("w", [1], [1]));
        (int code, _, string error) = Files.Run("convert", from, files.Path("missing/a.npz"));
        Assert.Equal((2, $"netgen: {files.Path("missing/a.npz")} cannot be written: there is no folder {files.Path("missing")}.\n"),
            (code, error));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links as Unix has them.");
        File.CreateSymbolicLink(files.Path("link.npz"), "target.npz");
        Assert.Equal(0, Files.Run("convert", from, files.Path("link.npz")).Code);
        Assert.Equal("target.npz", new FileInfo(files.Path("link.npz")).LinkTarget);
        Assert.Equal([1f], Npz.Read(files.Path("target.npz"))[0].ToFloats());
    }

    [Fact]
    public void A_name_that_no_zip_holds_is_refused()
    {
        string from = files.Safetensors("a.safetensors", (new string('n', 70_000), [1], [1]));
        (int code, _, string error) = Files.Run("convert", from, files.Path("a.npz"));
        Assert.Equal(2, code);
        Assert.Contains("names in a zip have at most 65535", error);
        Assert.False(File.Exists(files.Path("a.npz")));
    }

    [Fact]
    public void What_cannot_be_kept_is_refused_and_the_file_that_was_there_stays()
    {
        string from = files.Npz("a.npz",
            ("steps.npy", Files.Npy("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", new byte[8])));
        File.WriteAllText(files.Path("a.safetensors"), "before");
        (int code, _, string error) = Files.Run("convert", from, files.Path("a.safetensors"));
        Assert.Equal(2, code);
        Assert.Contains("\"steps\" is I64; only floats go into", error);

        string tiny = files.Safetensors("tiny.safetensors", """{"t":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", [0x38]);
        (code, _, error) = Files.Run("convert", tiny, files.Path("tiny.npz"));
        Assert.Equal(2, code);
        Assert.Contains("\"t\" is F8_E4M3, which NumPy does not have.", error);
        Assert.Equal("before", File.ReadAllText(files.Path("a.safetensors")));
        Assert.Equal(["a.npz", "a.safetensors", "tiny.safetensors"],
            Directory.GetFiles(Path.GetDirectoryName(from)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
