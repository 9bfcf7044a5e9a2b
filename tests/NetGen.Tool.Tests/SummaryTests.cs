namespace NetGen.Tool.Tests;

/// <summary>
/// Every array has its line; what a file holds reaches the terminal as text and nothing else; what is wrong with a command or a file is
/// reported, with exit code 2.
/// </summary>
public sealed class SummaryTests : IDisposable
{
    private readonly Files files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Every_array_has_a_line_with_what_its_values_are()
    {
        string path = files.Safetensors("a.safetensors", ("w", [2, 2], [1, 2, 3, 6]),
            ("b", [3], [float.NaN, -0.5f, float.PositiveInfinity]), ("s", [], [7]), ("none", [0, 4], []));
        (int code, string output, string error) = Files.Run("summary", path);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal("""
            array  type   shape  values   min   max  mean  deviation  not finite
            w       F32     2×2       4     1     6     3     1.8708
            b       F32       3       3  -0.5  -0.5  -0.5          0           2
            s       F32  scalar       1     7     7     7          0
            none    F32     0×4       0
            4 arrays, 8 values, 32 bytes

            """.ReplaceLineEndings("\n"), output);
    }

    [Fact]
    public void Types_are_read_by_their_bits_and_metadata_is_shown()
    {
        // 1.5 as a half and as a bfloat16, -2 in 8 and in 64 bits, 2⁻¹ as a double, and an 8-bit float, which is not read.
        byte[] data = [.. BitConverter.GetBytes((Half)1.5f), 0xC0, 0x3F, 0xFE, .. BitConverter.GetBytes(-2L),
            .. BitConverter.GetBytes(0.5), 0x38];
        string path = files.Safetensors("b.safetensors", """
            {"__metadata__":{"made_by":"hand"},"half":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"brain":{"dtype":"BF16","shape":[1],"data_offsets":[2,4]},"byte":{"dtype":"I8","shape":[1],"data_offsets":[4,5]},
            "long":{"dtype":"I64","shape":[1],"data_offsets":[5,13]},"double":{"dtype":"F64","shape":[1],"data_offsets":[13,21]},"tiny":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[21,22]}}
            """, data);
        (int code, string output, string error) = Files.Run("summary", path);
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"half +F16 +1 +1 +1\.5 +1\.5 +1\.5 +0\n", output);
        Assert.Matches(@"brain +BF16 +1 +1 +1\.5 +1\.5 +1\.5 +0\n", output);
        Assert.Matches(@"byte +I8 +1 +1 +-2 +-2 +-2 +0\n", output);
        Assert.Matches(@"long +I64 +1 +1 +-2 +-2 +-2 +0\n", output);
        Assert.Matches(@"double +F64 +1 +1 +0\.5 +0\.5 +0\.5 +0\n", output);
        Assert.Matches(@"tiny +F8_E4M3 +1 +1 +not read\n", output);
        Assert.EndsWith("made_by: hand\n", output);
    }

    [Theory]
    [InlineData("a.txt", "ends in \".txt\"; files of weights end in .safetensors or .npz.")]
    [InlineData("a.safetensors", "a.safetensors, byte 0: the header claims to have")]
    [InlineData("nowhere.npz", "nowhere.npz")]
    public void What_cannot_be_read_is_named(string name, string message)
    {
        File.WriteAllBytes(files.Path("a.txt"), []);
        File.WriteAllBytes(files.Path("a.safetensors"), "this is no such file"u8.ToArray());
        (int code, string output, string error) = Files.Run("summary", files.Path(name));
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("netgen: ", error);
        Assert.Contains(message, error);
    }

    [Theory]
    [InlineData()]
    [InlineData("summary")]
    [InlineData("frobnicate", "a.npz")]
    [InlineData("diff", "a.npz", "b.npz", "--tolerance", "-1")]
    [InlineData("diff", "a.npz", "b.npz", "--tolerance", "NaN")]
    [InlineData("diff", "a.npz", "b.npz", "--tolerance")]
    [InlineData("summary", "a.npz", "b.npz")]
    public void A_wrong_command_line_is_explained(params string[] arguments)
    {
        (int code, string output, string error) = Files.Run(arguments);
        Assert.Equal(2, code);
        Assert.NotEmpty(error);
        Assert.Contains("Usage:", output);
    }

    [Fact]
    public void Help_calls_the_command_by_its_name()
    {
        (int code, string output, _) = Files.Run("--help");
        Assert.Equal(0, code);
        Assert.Contains("netgen [command] [options]", output);
        Assert.DoesNotContain("netgen-tool", output);
        Assert.Contains("netgen diff <left> <right> [options]", Files.Run("diff", "--help").Output);
        Assert.Matches("^[0-9]+\\.[0-9]+", Files.Run("--version").Output);
    }

    /// <summary>Names and texts of a file may hold what a terminal obeys, or lines that look like the tool's.</summary>
    [Fact]
    public void What_a_file_holds_is_shown_escaped_and_cut()
    {
        string path = files.Safetensors("h.safetensors",
            "{\"__metadata__\":{\"k\\u001b]0;x\\u0007\":\"1\\n2 arrays equal, 0 not\\u001b[2J\\u202e\"},\"a\\u001b[31m\\nb"
            + new string('x', 10_000)
            + "\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", new byte[4]);
        (int code, string output, _) = Files.Run("summary", path);
        Assert.Equal(0, code);
        Assert.DoesNotContain(output, c => char.IsControl(c) && c != '\n' || c == '\u202e');
        Assert.Contains("a\\u001B[31m\\u000Abx", output);
        Assert.EndsWith("k\\u001B]0;x\\u0007: 1\n    2 arrays equal, 0 not\\u001B[2J\\u202E\n", output);
        Assert.True(output.Length < 2000);
        string other = files.Safetensors("o.safetensors", ("w", [1], [1]));
        Assert.DoesNotContain(Files.Run("diff", path, other).Output, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain(Files.Run("convert", path, files.Path("h.npz")).Output, c => char.IsControl(c) && c != '\n');
    }

    [Theory]
    [InlineData("model.pt", "safetensors.torch.save_file")]
    [InlineData("model.npy", "numpy.savez")]
    public void A_file_of_another_format_is_refused_with_what_to_do(string name, string remedy) =>
        Assert.Contains(remedy, Files.Run("summary", files.Path(name)).Error);
}
