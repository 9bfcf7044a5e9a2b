namespace NetGen.Tool.Tests;

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
    public void Every_difference_is_said_with_its_place_and_the_code_is_1()
    {
        string left = files.Safetensors("a.safetensors", ("w", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [1], [1]), ("same", [1], [1]), ("old", [1], [1]));
        string right = files.Safetensors("b.safetensors", ("w", [2, 3], [1, 2.5f, 3, 4, 5, 5]), ("b", [2], [1, 1]), ("same", [1], [1]), ("new", [1], [1]));
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
        string left = files.Safetensors("a.safetensors", ("w", [2], [0, 1000])), right = files.Safetensors("b.safetensors", ("w", [2], [0.0009f, 999.05f]));
        Assert.Equal(expected, Files.Run("diff", left, right, "--tolerance", tolerance).Code);
    }

    [Fact]
    public void No_tolerance_makes_a_number_of_what_is_none()
    {
        string left = files.Safetensors("a.safetensors", ("w", [2], [float.NaN, 1])), right = files.Safetensors("b.safetensors", ("w", [2], [0, float.PositiveInfinity]));
        (int code, string output, _) = Files.Run("diff", left, right, "--tolerance", "1e30");
        Assert.Equal(1, code);
        Assert.Contains("2 of 2 values differ", output);
    }
}
