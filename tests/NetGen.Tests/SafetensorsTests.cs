using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using NetGen.Formats;

namespace NetGen.Tests;

/// <summary>
/// Safetensors files are read by the format's rules or refused with the byte at fault, whatever stream they come from, and memory is
/// bounded by the input.
/// </summary>
public class SafetensorsTests
{
    [Fact]
    public void Every_valid_reference_file_loads_with_its_values()
    {
        int files = 0;
        foreach (JsonElement test in Cases("load"))
        {
            SafetensorsFile file = SafetensorsFile.Load(PathOf(test));
            JsonElement expected = test.GetProperty("expected"), tensors = expected.GetProperty("tensors");
            Assert.Equal(tensors.EnumerateObject().Select(tensor => tensor.Name).Order(),
                file.Tensors.Select(tensor => tensor.Name).Order());
            foreach (JsonProperty tensor in tensors.EnumerateObject()) AssertTensor(tensor.Value, file[tensor.Name]);
            Assert.Equal(
                expected.TryGetProperty("metadata", out JsonElement metadata)
                ? metadata.EnumerateObject().Select(text => (text.Name, text.Value.GetString()!)).Order() : [],
                file.Metadata.Select(text => (text.Key, text.Value)).Order());
            files++;
        }
        Assert.True(files >= 7);
    }

    [Fact]
    public void Every_invalid_reference_file_is_refused_with_its_name_and_a_byte()
    {
        int files = 0;
        foreach (JsonElement test in Cases("be rejected"))
        {
            string path = PathOf(test);
            var refusal = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Load(path));
            Assert.StartsWith($"{path}, byte {refusal.Offset}: ", refusal.Message);
            Assert.InRange(refusal.Offset, 0, new FileInfo(path).Length);
            files++;
        }
        Assert.True(files >= 17);
    }

    [Fact]
    public void What_is_written_is_read()
    {
        float[] values = [0, -0f, 1.5f, float.NaN, float.PositiveInfinity, float.Epsilon];
        byte[] bytes = Written([("a", [2, 3], values), ("empty", [0, 4], []), ("\"q\" ü\n", [], [7])],
            new Dictionary<string, string> { ["k"] = "line 1\nline 2 ×" });
        SafetensorsFile file = SafetensorsFile.Parse(bytes, "test");
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), file["a"].ToFloats().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal([2, 3], file["a"].Shape.ToArray());
        Assert.Equal([0, 4], file["empty"].Shape.ToArray());
        Assert.Equal([7], file["\"q\" ü\n"].ToFloats());
        Assert.Equal("line 1\nline 2 ×", file.Metadata["k"]);
        Assert.Equal(0, (BinaryPrimitives.ReadInt64LittleEndian(bytes) + 8) % 8);
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes() => Assert.Equal(
        Written([("a", [1], [1])], new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" }),
        Written([("a", [1], [1])], new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" }));

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] bytes = Written([("a", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [2], [7, 8])], new Dictionary<string, string> { ["k"] = "v" });
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<SafetensorsException>(() => SafetensorsFile.Parse(bytes.AsMemory(0, length), "test"));
    }

    [Fact]
    public void A_byte_changed_anywhere_is_read_or_refused_but_nothing_else()
    {
        byte[] bytes = Written([("a", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [2], [7, 8])], new Dictionary<string, string> { ["k"] = "v" });
        int refused = 0;
        for (int i = 0; i < bytes.Length; i++)
            foreach (byte value in new byte[] { 0, 1, (byte)'"', (byte)'\\', (byte)'9', (byte)'{', (byte)'-', 0x7F, 0xC3, 0xFF })
            {
                byte[] changed = [.. bytes];
                changed[i] = value;
                try
                {
                    SafetensorsFile.Parse(changed, "test");
                }
                catch (SafetensorsException)
                {
                    refused++;
                }
            }
        Assert.True(refused > 500);
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}{}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"shape\":[1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":[]}")]
    [InlineData("[]")]
    [InlineData(" {\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"__metadata__\":{\"x\":\"1\",\"x\":\"2\"},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647,0],\"data_offsets\":[0,4]}}")]
    public void A_header_that_breaks_a_rule_is_refused(string header) =>
        Assert.Throws<SafetensorsException>(() => SafetensorsFile.Parse(WithHeader(header, new byte[4]), "test"));

    [Theory]
    [InlineData("PK\u0003\u0004\u0014\0\0\u0008\u0008", "this is a zip, as torch.save and numpy.savez write")]
    [InlineData("\u0080\u0002\u008a\u000al\u00fc\u009cF", "this is a Python pickle, as torch.save once wrote")]
    [InlineData("\u0089HDF\r\n\u001a\n", "this is an HDF5 file, as Keras writes")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "this is a pointer of Git LFS")]
    [InlineData("\u0093NUMPY\u0001\0v\0", "this is an npy file")]
    [InlineData("<!DOCTYPE html>", "this is no safetensors file, or a damaged one")]
    public void Another_format_is_named_with_what_to_do(string text, string message) =>
        Assert.Contains(message,
            Assert.Throws<SafetensorsException>(() => SafetensorsFile.Parse(Encoding.Latin1.GetBytes(text), "model")).Message);

    [Fact]
    public void What_cannot_seek_is_read_as_what_can()
    {
        byte[] bytes = Written([("a", [2, 3], [1, 2, 3, 4, 5, 6])], null);
        Assert.Equal([1, 2, 3, 4, 5, 6], SafetensorsFile.Load(new PipeStream(bytes))["a"].ToFloats());
        for (int length = 0; length < bytes.Length; length++)
        {
            var piped = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Load(new PipeStream(bytes[..length])));
            Assert.Equal(Assert.Throws<SafetensorsException>(() => SafetensorsFile.Parse(bytes.AsMemory(0, length), "(stream)")).Message,
                piped.Message);
        }
        Assert.Contains("more bytes follow",
            Assert.Throws<SafetensorsException>(() => SafetensorsFile.Load(new PipeStream([.. bytes, 0]))).Message);
    }

    public static TheoryData<string, byte[]> Bombs => new()
    {
        { "a header of 100 MB that is not there", [0x00, 0xE1, 0xF5, 0x05, 0, 0, 0, 0, (byte)'{'] },
        { "a tensor of 2 GB that is not there",
            WithHeader("{\"a\":{\"dtype\":\"U8\",\"shape\":[2147483000],\"data_offsets\":[0,2147483000]}}", new byte[4]) },
        { "a tensor beyond 64 bits",
            WithHeader("{\"a\":{\"dtype\":\"U8\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,9223372036854775807]}}",
                new byte[4]) },
        { "a name of a million characters", WithHeader($"{{\"{new string('x', 1_000_000)}\":1}}", []) },
        { "a number of a million digits", WithHeader($"{{\"a\":{{\"shape\":[{new string('1', 1_000_000)}]}}}}", []) },
        { "a shape of 100,000 sizes",
            WithHeader(
                $"{{\"a\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(",", Enumerable.Repeat("1", 100_000))}],\"data_offsets\":[0,8]}}}}",
                new byte[8]) },
        { "deep arrays", WithHeader("{\"a\":" + new string('[', 1_000_000), []) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_within_little_memory_and_a_short_message(string what, byte[] file)
    {
        foreach (Action read in (Action[])[() => SafetensorsFile.Parse(file, "bomb"), () => SafetensorsFile.Load(new MemoryStream(file)),
            () => SafetensorsFile.Load(new PipeStream(file, 65536))])
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            string message = Assert.Throws<SafetensorsException>(read).Message;
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(bytes < 64 << 20 && message.Length < 1000, $"{what}: {bytes} bytes, {message.Length} characters.");
        }
    }

    [Fact]
    public void A_file_of_zeros_without_end_and_a_folder_are_refused()
    {
        using var folder = new TemporaryFolder();
        string sparse = folder.File("sparse");
        using (FileStream stream = System.IO.File.Create(sparse)) stream.SetLength(3L << 30);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SafetensorsException>(() => SafetensorsFile.Load(sparse));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Throws<SafetensorsException>(() => SafetensorsFile.Load("/dev/zero"));
            Assert.Throws<SafetensorsException>(() => SafetensorsFile.Load("/dev/null"));
        }
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => SafetensorsFile.Load(Path.GetTempPath())).Message);
    }

    [Fact]
    public void Types_have_one_size_in_every_place()
    {
        foreach (SafetensorsType type in Enum.GetValues<SafetensorsType>())
        {
            int size = SafetensorsTensor.SizeOf(type);
            string header = $"{{\"a\":{{\"dtype\":\"{SafetensorsTensor.NameOf(type)}\",\"shape\":[3],\"data_offsets\":[0,{3 * size}]}}}}";
            Assert.Equal(type, SafetensorsFile.Parse(WithHeader(header, new byte[3 * size]), "a")["a"].Type);
        }
    }

    [Fact]
    public void A_deep_header_is_refused() =>
        Assert.Throws<SafetensorsException>(
            () => SafetensorsFile.Parse(WithHeader(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), []), "test"));

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        SafetensorsFile.Write(path, [("a", [1], [1])]);
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(path, [("a", [2], [1])]));
        Assert.Equal([1], SafetensorsFile.Load(path)["a"].ToFloats());
        SafetensorsFile.Write(path, [("a", [1], [2])]);
        Assert.Equal([2], SafetensorsFile.Load(path)["a"].ToFloats());
        Assert.Equal(["a.safetensors"], folder.Files);
    }

    [Fact]
    public void Names_must_differ_and_not_be_reserved()
    {
        Assert.Throws<ArgumentException>(() => Written([("a", [1], [1]), ("a", [1], [1])], null));
        Assert.Throws<ArgumentException>(() => Written([("__metadata__", [1], [1])], null));
    }

    private static IEnumerable<JsonElement> Cases(string must) =>
        JsonDocument.Parse(File.ReadAllBytes(TestFiles.ReferenceCases("safetensors", "cases.json"))).RootElement
            .GetProperty("cases").EnumerateArray().Where(test => test.GetProperty("must").GetString() == must);

    private static string PathOf(JsonElement test) => TestFiles.ReferenceCases("safetensors", test.GetProperty("file").GetString()!);

    private static void AssertTensor(JsonElement expected, SafetensorsTensor tensor)
    {
        Assert.Equal(expected.GetProperty("dtype").GetString(), tensor.Type.ToString().ToUpperInvariant());
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()), tensor.Shape.ToArray());
        JsonElement[] values = [.. expected.GetProperty("values").EnumerateArray()];
        Assert.Equal(values.Length, tensor.Length);
        ReadOnlySpan<byte> data = tensor.Data.Span;
        for (int i = 0; i < values.Length; i++)
            switch (tensor.Type)
            {
                case SafetensorsType.Bool: Assert.Equal(values[i].GetBoolean(), data[i] != 0); break;
                case SafetensorsType.U8: Assert.Equal(values[i].GetInt32(), data[i]); break;
                case SafetensorsType.I8: Assert.Equal(values[i].GetInt32(), (sbyte)data[i]); break;
                case SafetensorsType.I32: Assert.Equal(values[i].GetInt32(), BinaryPrimitives.ReadInt32LittleEndian(data[(4 * i)..]));
                break;
                case SafetensorsType.I64: Assert.Equal(values[i].GetInt64(), BinaryPrimitives.ReadInt64LittleEndian(data[(8 * i)..]));
                break;
                default: Assert.Equal(BitConverter.SingleToInt32Bits(Float(values[i])),
                    BitConverter.SingleToInt32Bits(tensor.ToFloats()[i])); break;
            }
    }

    private static float Float(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? (float)value.GetDouble()
        : float.Parse(value.GetString()!.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Written(IReadOnlyList<(string, int[], float[])> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    private static byte[] WithHeader(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }
}
