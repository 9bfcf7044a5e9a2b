using System.Buffers.Binary;
using System.Text;
using NetGen.Build;
using NetGen.Compiler.Weights;
using NetGen.Formats;

namespace NetGen.SourceGenerators.Tests.Files;

/// <summary>The build task's reader: it names the byte at which a damaged file shows, and never fails otherwise.</summary>
public class SafetensorsReaderTests
{
    private const string Header =
        """{"__metadata__":{"format":"pt"},"a.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":"""
        + """{"dtype":"F16","shape":[],"data_offsets":[24,26]}}""";

    internal static byte[] File(string header, int data, ulong? claimed = null)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), file = new byte[8 + json.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(file, claimed ?? (ulong)json.Length);
        json.CopyTo(file, 8);
        return file;
    }

    private static IReadOnlyList<Tensor> Read(byte[] file) => SafetensorsReader.ReadWhole(new MemoryStream(file));

    [Fact]
    public void A_whole_file_is_read_and_its_text_reads_back()
    {
        string text = WeightsText.Of("my \\ file", Read(File(Header, 26)));
        Assert.Equal("netgen-weights 2\nmy \\u005C file\nF32 2,3 a.weight\nF16 - b\nend\n", text);
        WeightsHeader header = WeightsHeader.Parse(text)!;
        Assert.Equal("my \\ file", header.File);
        Assert.Equal([("a.weight", "F32", "2,3"), ("b", "F16", "")],
            header.Tensors.Select(t => (t.Name, t.Type, string.Join(",", t.Shape))));
    }

    [Theory]
    [InlineData("", 0, 2, "the header must begin with '{'", "[]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} x", 8, 63, "something follows the header's object")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, 13, "\"a\" has 4 bytes, and F32 [2] takes 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12, 13,
        "\"a\" begins at 4 of the data and should begin at 0, where the one before it ends")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 6, 68,
        "the file ends here, and \"a\" goes on for 2 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 9, 70, "the last tensor ends here, and 1 byte follow")]
    [InlineData("{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, 13, "\"F31\" of \"a\" is no known type")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8, 37,
        "a whole number that is not negative is expected")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, 13, "\"a\" lacks data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4000000000,0],\"data_offsets\":[0,0]}}", 0, 13,
        "the shape of \"a\" has a size of 4000000000; at most 2147483647 can be read")]
    [InlineData("{\"a\":1}", 0, 13, "an object that describes \"a\" is expected")]
    [InlineData("{\"a\"", 0, 12, "the header ends too soon")]
    [InlineData("{\"a", 0, 9, "a text does not end")]
    [InlineData("{\"__metadata__\":{\"x\":1}}", 0, 29, "the metadata \"x\" in quotes is expected")]
    public void A_fault_is_named_with_its_byte(string header, int data, long offset, string message, string? instead = null)
    {
        var fault = Assert.Throws<MalformedFileException>(() => Read(File(instead ?? header, data)));
        Assert.Equal(message, fault.Message);
        Assert.Equal(instead is null ? offset : 8, fault.Offset);
    }

    [Fact]
    public void A_name_twice_is_refused() =>
        Assert.Contains("\"b\" appears twice",
            Assert.Throws<MalformedFileException>(() => Read(File(Header.Replace("a.weight", "b"), 26))).Message);

    [Fact]
    public void A_header_that_is_too_long_is_not_read()
    {
        Assert.Contains("may have 100000000 at most",
            Assert.Throws<MalformedFileException>(() => Read(File(Header, 26, claimed: 1UL << 40))).Message);
        Assert.Contains("within its header",
            Assert.Throws<MalformedFileException>(() => Read(File(Header, 26, claimed: 90_000_000))).Message);
    }

    [Fact]
    public void A_file_that_ends_anywhere_or_has_any_byte_changed_is_read_or_refused()
    {
        byte[] whole = File(Header, 26);
        for (int length = 0; length < whole.Length; length++) Assert.Throws<MalformedFileException>(() => Read(whole[..length]));
        for (int at = 0; at < whole.Length - 26; at++)
        {
            foreach (byte value in (byte[])[0, 1, (byte)'"', (byte)'{', (byte)'\\', (byte)'9', 0xFF])
            {
                byte[] changed = [.. whole];
                changed[at] = value;
                if (Record.Exception(() => Read(changed)) is { } exception) Assert.IsType<MalformedFileException>(exception);
            }
        }
    }
}
