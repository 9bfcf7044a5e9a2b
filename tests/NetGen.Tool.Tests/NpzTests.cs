using System.IO.Compression;

namespace NetGen.Tool.Tests;

/// <summary>
/// NumPy's files are read to the bit or refused with file, byte and expectation; a damaged or hostile zip is never read as something else,
/// nor without bound.
/// </summary>
public sealed class NpzTests : IDisposable
{
    private readonly Files files = new();

    public void Dispose() => files.Dispose();

    private static readonly byte[] six = Files.Bytes(1, 2, 3, 4, 5, 6);

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", (byte)1)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}   \n", (byte)2)]
    [InlineData("{\"shape\":(2,3),\"fortran_order\":False,\"descr\":\"<f4\"}", (byte)3)]
    public void Headers_of_every_version_and_order_of_keys_are_read(string header, byte version)
    {
        WeightsArray array = Assert.Single(Npz.Read(files.Npz($"v{version}.npz", ("w.npy", Files.Npy(header, six, version)))));
        Assert.Equal("w", array.Name);
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], array.ToFloats());
    }

    [Fact]
    public void Compressed_arrays_and_those_of_Fortran_s_order_are_read()
    {
        // Columns one after the other: 1 3 5 / 2 4 6 as NumPy prints it.
        string path = files.Zip("c.npz", CompressionLevel.Optimal,
            ("w.npy", Files.Npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", six)), ("s.npy", Files.Npy("()", 9)));
        WeightsArray[] arrays = Npz.Read(path);
        Assert.Equal([1f, 3, 5, 2, 4, 6], arrays[0].ToFloats());
        Assert.Empty(arrays[1].Shape);
        Assert.Equal([9f], arrays[1].ToFloats());
    }

    [Fact]
    public void Three_axes_of_Fortran_s_order_come_out_in_C_s()
    {
        // Element [i, j, k] of 2×3×2 is 100i + 10j + k; i runs fastest in the file.
        float[] file =
            [.. from k in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) from i in Enumerable.Range(0, 2) select 100f * i
                + 10 * j + k];
        float[] expected =
            [.. from i in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) from k in Enumerable.Range(0, 2) select 100f * i
                + 10 * j + k];
        string path = files.Npz("f.npz",
            ("w.npy", Files.Npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3, 2), }", Files.Bytes(file))));
        Assert.Equal(expected, Npz.Read(path)[0].ToFloats());
    }

    [Theory]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }", 24,
        "byte 10: the elements are '>f4', of big-endian order; write them little-endian: array.astype('<f4').")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (3,), }", 24,
        "byte 10: the elements are '<c8'; booleans, integers and floats of 16, 32 and 64 bits are read.")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,), }", 24,
        "byte 10: the header must have 'descr' once, and it must be a text such as '<f4'")]
    [InlineData("{'descr': '<f4', 'shape': (6,), }", 24, "byte 10: the header must have 'fortran_order' once")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-6,), }", 24,
        "byte 10: the shape is (-6,); every size must be a whole number")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (7,), }", 24,
        "byte 67: 24 bytes of elements follow; '<f4' (7) takes 28.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647, 2147483647), }", 24,
        "24 bytes of elements follow")]
    [InlineData("descr", 24, "byte 10: the header must be {'descr': '<f4'")]
    public void A_malformed_array_is_refused_with_file_byte_and_expectation(string header, int bytes, string message)
    {
        string path = files.Npz("bad.npz", ("layer/w.npy", Files.Npy(header, new byte[bytes])));
        (int code, _, string error) = Files.Run("summary", path);
        Assert.Equal(2, code);
        Assert.Contains($"{path}, layer/w.npy, {(message.StartsWith("byte", StringComparison.Ordinal) ? "" : "byte ")}", error);
        Assert.Contains(message, error);
    }

    [Fact]
    public void Files_that_are_cut_off_anywhere_are_refused_and_never_read_as_something_else()
    {
        byte[] whole = Files.Npy("(2, 3)", 1, 2, 3, 4, 5, 6);
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<WeightsFormatException>(() => Npy.Read(whole.AsMemory(0, length), "w", "w.npy"));
        Assert.Equal(6, Npy.Read(whole, "w", "w.npy").Length);

        byte[] zip = File.ReadAllBytes(files.Npz("whole.npz", ("w.npy", whole)));
        for (int length = 0; length < zip.Length; length += 7)
        {
            File.WriteAllBytes(files.Path("cut.npz"), zip[..length]);
            Assert.ThrowsAny<FormatException>(() => Npz.Read(files.Path("cut.npz")));
        }
    }

    [Fact]
    public void A_zip_of_something_else_and_one_with_a_name_twice_are_refused()
    {
        Assert.Contains("readme.txt, byte 0: a file in an npz ends in .npy",
            Assert.Throws<WeightsFormatException>(() => Npz.Read(files.Npz("x.npz", ("readme.txt", [])))).Message);
        Assert.Contains("\"w\" is in the file twice",
            Assert.Throws<WeightsFormatException>(
                () => Npz.Read(files.Npz("y.npz", ("w.npy", Files.Npy("(1,)", 1)), ("w.npy", Files.Npy("(1,)", 1))))).Message);
    }

    /// <summary>A stored array has no other check: a flipped bit would be another weight.</summary>
    [Fact]
    public void A_flipped_bit_anywhere_in_an_array_is_refused()
    {
        byte[] zip = File.ReadAllBytes(files.Npz("whole.npz", ("w.npy", Files.Npy("(2, 3)", 1, 2, 3, 4, 5, 6))));
        int data = zip.AsSpan().IndexOf(six);
        for (int i = data; i < data + six.Length; i++)
        {
            byte[] changed = [.. zip];
            changed[i] ^= 0x10;
            File.WriteAllBytes(files.Path("flipped.npz"), changed);
            (int code, _, string error) = Files.Run("summary", files.Path("flipped.npz"));
            Assert.Equal(2, code);
            Assert.Contains("flipped.npz, w.npy, byte 0: the array is damaged: its CRC-32 is ", error);
        }
        Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));
    }

    [Fact]
    public void A_damaged_directory_is_refused_wherever_it_shows()
    {
        byte[] zip = File.ReadAllBytes(
            files.Npz("whole.npz", ("w.npy", Files.Npy("(2, 3)", 1, 2, 3, 4, 5, 6)), ("b.npy", Files.Npy("(1,)", 1))));
        int directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        for (int i = directory; i < zip.Length; i++)
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                byte[] changed = [.. zip];
                changed[i] = value;
                File.WriteAllBytes(files.Path("damaged.npz"), changed);
                if (Record.Exception(() => Npz.Read(files.Path("damaged.npz"))) is { } failure)
                    Assert.IsType<WeightsFormatException>(failure);
            }
    }

    [Theory]
    [InlineData("an array of 60 MB that claims to be small", 60)]
    [InlineData("an array of 60 MB that says so", -60)]
    public void A_bomb_is_refused_within_little_memory(string what, int megabytes)
    {
        string path = files.Path("bomb.npz");
        long count = Math.Abs(megabytes) * 1_000_000L;
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream entry = archive.CreateEntry("w.npy", CompressionLevel.Fastest).Open())
        {
            entry.Write(Files.Npy($"{{'descr': '|u1', 'fortran_order': False, 'shape': ({(megabytes < 0 ? count : 8)},), }}",
                Array.Empty<byte>()));
            byte[] zeros = new byte[1_000_000];
            for (long left = count; left > 0; left -= zeros.Length) entry.Write(zeros);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<WeightsFormatException>(() => Npz.Read(path)).Message;
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20, what);
        Assert.Contains("as no real arrays do. If it is meant so, write them with numpy.savez, which does not compress.", message);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1073741824, 1073741824, 1073741824, 1073741824, 1073741824), }",
        "takes more than can be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (65536, 65536, 65536, 65536, 65536, 65536, 65536, 65536), }",
        "takes more than can be read")]
    public void Sizes_whose_product_overflows_are_refused(string header, string message) =>
        Assert.Contains(message,
            Assert.Throws<WeightsFormatException>(() => Npy.Read(Files.Npy(header, Array.Empty<byte>()), "w", "w.npy")).Message);

    [Fact]
    public void Many_axes_and_a_long_header_are_refused()
    {
        string axes = string.Concat(Enumerable.Repeat("1,", 65));
        Assert.Contains("65 axes",
            Assert.Throws<WeightsFormatException>(
                () => Npy.Read(Files.Npy($"{{'descr': '|u1', 'fortran_order': True, 'shape': ({axes}), }}", [0]), "w", "w.npy")).Message);
        string message = Assert.Throws<WeightsFormatException>(
            () => Npy.Read(Files.Npy("{'descr': '<f4'" + new string(' ', 20_000) + "}", Array.Empty<byte>(), 2), "w", "w.npy")).Message;
        Assert.Contains("at most 10000 are read", message);
        message = Assert.Throws<WeightsFormatException>(
            () => Npy.Read(
                Files.Npy("{'descr': '\u001b[31m" + new string('x', 9_000) + "', 'fortran_order': False, 'shape': (1,)}",
                    Array.Empty<byte>()), "w", "w.npy")).Message;
        Assert.True(message.Length < 500 && !message.Contains('\u001b'));
    }

    [Fact]
    public async Task A_pipe_a_folder_and_a_device_are_read_or_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Pipes as Unix has them.");
        string whole = files.Npz("whole.npz", ("w.npy", Files.Npy("(2, 3)", 1, 2, 3, 4, 5, 6))), pipe = files.Path("pipe.npz");
        using (var make = System.Diagnostics.Process.Start("mkfifo", pipe)) make.WaitForExit();
        Task writer = Task.Run(() => File.WriteAllBytes(pipe, File.ReadAllBytes(whole)), TestContext.Current.CancellationToken);
        Assert.Equal(0, Files.Run("diff", whole, pipe).Code);
        await writer;
        Directory.CreateDirectory(files.Path("folder.npz"));
        Assert.Equal((2, "", $"netgen: {files.Path("folder.npz")} is a folder; a file is needed.\n"),
            Files.Run("summary", files.Path("folder.npz")));
        File.CreateSymbolicLink(files.Path("null.npz"), "/dev/null");
        Assert.Equal(2, Files.Run("summary", files.Path("null.npz")).Code);
    }
}
