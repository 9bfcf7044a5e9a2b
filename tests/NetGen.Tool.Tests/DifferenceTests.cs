namespace NetGen.Tool.Tests;

/// <summary>
/// Two files are equal exactly where all their values are, each compared by its own type, and every difference is reported with its place.
/// </summary>
public sealed class DifferenceTests : IDisposable
{
    private readonly Files files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Files_of_the_same_values_do_not_differ_whatever_their_format_and_order()
    {
        string left = files.Safetensors("a.safetensors", ("w", [2, 2], [1, 2, 3, float.NaN]), ("b", [1], [0f]));
        string right = files.Npz("a.npz", ("b.npy", Files.Npy("(1,)", -0f)), ("w.npy", Files.Npy("(2, 2)", 1, 2, 3, float.NaN)));
        Assert.Equal((0, "2 arrays equal, 0 not\n", ""), Files.Run("diff", left, right));
    }

    [Fact]
    public void Every_difference_is_reported_with_its_place_and_the_code_is_1()
    {
        string left = files.Safetensors("a.safetensors", ("w", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [1], [1]), ("same", [1], [1]),
            ("old", [1], [1]));
        string right = files.Safetensors("b.safetensors", ("w", [2, 3], [1, 2.5f, 3, 4, 5, 5]), ("b", [2], [1, 1]), ("same", [1], [1]),
            ("new", [1], [1]));
        (int code, string output, string error) = Files.Run("diff", left, right);
        Assert.Equal((1, ""), (code, error));
        Assert.Equal($"""
            w    2 of 6 values differ, most at [1, 2]: 6 and 5, 1 apart
            b    1 in {left}, 2 in {right}
            old  only in {left}
            new  only in {right}
            1 array equal, 4 not

            """.ReplaceLineEndings("\n"), output);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0.0009", 1)]
    [InlineData("0.001", 0)]
    public void A_tolerance_is_absolute_or_relative_to_the_larger(string tolerance, int expected)
    {
        string left = files.Safetensors("a.safetensors", ("w", [2], [0, 1000])),
            right = files.Safetensors("b.safetensors", ("w", [2], [0.0009f, 999.05f]));
        Assert.Equal(expected, Files.Run("diff", left, right, "--tolerance", tolerance).Code);
    }

    private string Array(string name, string type, byte[] data) =>
        files.Safetensors(name, $"{{\"w\":{{\"dtype\":\"{type}\",\"shape\":[1],\"data_offsets\":[0,{data.Length}]}}}}", data);

    /// <summary>Doubles hold whole numbers up to 2⁵³ only, and nine digits tell floats apart, not doubles.</summary>
    [Fact]
    public void Values_are_compared_exactly_by_their_types()
    {
        const long large = 1L << 53;
        Check("I64", BitConverter.GetBytes(large), BitConverter.GetBytes(large + 1), "9007199254740992 and 9007199254740993, 1 apart");
        Check("I64", BitConverter.GetBytes(long.MinValue), BitConverter.GetBytes(long.MaxValue),
            "-9223372036854775808 and 9223372036854775807, 18446744073709551615 apart");
        Check("U64", BitConverter.GetBytes(ulong.MaxValue), BitConverter.GetBytes(ulong.MaxValue - 1),
            "18446744073709551615 and 18446744073709551614, 1 apart");
        Check("F64", BitConverter.GetBytes(1.0), BitConverter.GetBytes(Math.BitIncrement(1.0)), "1 and 1.0000000000000002, 2.22E-16 apart");
        Check("F32", BitConverter.GetBytes(0.1f), BitConverter.GetBytes(MathF.BitIncrement(0.1f)), "0.1 and 0.10000001, 7.45E-09 apart");
        Check("BF16", [0x80, 0x3F], [0x81, 0x3F], "1 and 1.0078125, 0.00781 apart");
        Check("F16", [0x00, 0x3C], [0x01, 0x3C], "1 and 1.0009766, 0.000977 apart");
        Check("I8", [0x80], [0x7F], "-128 and 127, 255 apart");

        void Check(string type, byte[] left, byte[] right, string expected)
        {
            (int code, string output, _) = Files.Run("diff", Array("l.safetensors", type, left), Array("r.safetensors", type, right));
            Assert.Equal((1, $"w  1 of 1 values differ, most at [0]: {expected}\n0 arrays equal, 1 not\n"), (code, output));
            Assert.Equal(0, Files.Run("diff", files.Path("l.safetensors"), files.Path("l.safetensors")).Code);
        }
    }

    [Fact]
    public void Values_of_two_types_are_equal_where_their_numbers_are()
    {
        string whole = Array("i.safetensors", "I64", BitConverter.GetBytes((1L << 53) + 1));
        Assert.Equal(1, Files.Run("diff", whole, Array("d.safetensors", "F64", BitConverter.GetBytes((double)(1L << 53)))).Code);
        Assert.Equal(0,
            Files.Run("diff", Array("i.safetensors", "I64", BitConverter.GetBytes(1L << 53)), files.Path("d.safetensors")).Code);
        Assert.Equal(0,
            Files.Run("diff", Array("u.safetensors", "U64", BitConverter.GetBytes(5UL)), Array("b.safetensors", "U8", [5])).Code);
    }

    /// <summary>Also where the machine's language writes numbers otherwise.</summary>
    [Theory]
    [InlineData("1,5")]
    [InlineData("1.000,5")]
    [InlineData("1_000")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("(1)")]
    [InlineData("$1")]
    public void A_tolerance_that_is_no_number_is_refused(string tolerance)
    {
        string left = files.Safetensors("a.safetensors", ("w", [1], [0])), right = files.Safetensors("b.safetensors", ("w", [1], [10]));
        (int code, _, string error) = Files.Run("diff", left, right, "--tolerance", tolerance);
        Assert.Equal(2, code);
        Assert.Contains($"--tolerance must be a number of 0 or more with a decimal point, such as 1e-6; it is \"{tolerance}\".", error);
    }

    [Fact]
    public void No_tolerance_makes_a_number_of_what_is_none()
    {
        string left = files.Safetensors("a.safetensors", ("w", [2], [float.NaN, 1])),
            right = files.Safetensors("b.safetensors", ("w", [2], [0, float.PositiveInfinity]));
        (int code, string output, _) = Files.Run("diff", left, right, "--tolerance", "1e30");
        Assert.Equal(1, code);
        Assert.Contains("2 of 2 values differ", output);
    }
}
