using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Samples;

/// <summary>Samples reach what they set out to reach. The figures are read from what they print.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_pole_stands_475_of_500_steps_on_average_of_100_episodes()
    {
        string output = await Succeed("CartPole", []);
        Assert.InRange(Figure(output, @"([\d.]+) steps of 500 on average of 100 episodes: solved"), 475, 500);
    }

    [Fact]
    public async Task The_pole_is_learned_with_the_same_bits_on_two_instruction_sets_and_not_with_fewer_updates()
    {
        string plain = Parameters((await Sample.Run("CartPole", ["--updates", "12"])).Output);
        Assert.Equal(plain, Parameters((await Sample.Run("CartPole", ["--updates", "12"], isa: "Portable")).Output));
        Assert.NotEqual(plain, Parameters((await Sample.Run("CartPole", ["--updates", "11"])).Output));

        static string Parameters(string output)
        {
            Match match = Regex.Match(output, "parameters ([0-9a-f]{64})");
            Assert.True(match.Success, output);
            return match.Groups[1].Value;
        }
    }

    [Fact]
    public async Task Penguins_are_named_and_weighed()
    {
        string output = await Succeed("WideAndDeep", ["--data", Sample.Data(Path.Combine("tabular", "penguins"))]);
        Assert.InRange(Figure(output, @"species right ([\d.]+) ?%"), 95, 100);
        Assert.InRange(Figure(output, @"weight within (\d+) g"), 1, 350);
    }

    [Fact]
    public async Task Digits_are_compared_and_read_by_comparing()
    {
        string output = await Succeed("Siamese", ["--data", Sample.Data(Path.Combine("tabular", "digits8x8"))]);
        Assert.InRange(Figure(output, @"half of them of one digit: ([\d.]+) ?% right"), 95, 100);
        Assert.InRange(Figure(output, @"ten examples of each: ([\d.]+) ?% right"), 94, 100);
    }

    [Fact]
    public async Task Digits_are_drawn_again_from_eight_numbers()
    {
        string output = await Succeed("Autoencoder", ["--data", Sample.Data(Path.Combine("tabular", "digits8x8"))]);
        Assert.InRange(Figure(output, @"it has not seen: ([\d.]+);"), 0.001, 0.02);
        Assert.InRange(Figure(output, @"of the mean picture: ([\d.]+),"), 0.07, 0.08);
    }

    [Fact]
    public async Task Points_are_made_near_all_eight_heaps_and_a_picture_of_them()
    {
        string file = Path.Combine(Path.GetTempPath(), $"gan-{Guid.NewGuid():N}.png");
        try
        {
            string output = await Succeed("Gan", [file]);
            Assert.InRange(Figure(output, @"of 5,000 points ([\d.]+) ?% within"), 80, 100);
            Assert.Equal(8, Figure(output, "heaps covered: (8) of 8"));
            byte[] picture = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], picture[..8]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("WideAndDeep")]
    [InlineData("Siamese")]
    [InlineData("Autoencoder")]
    public async Task Without_its_data_a_sample_says_what_is_missing(string name)
    {
        (int code, string output, string error) = await Sample.Run(name, ["--data", "nowhere"]);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Matches("There is no folder nowhere.*--data DIR, or NETGEN_DATA", error);
    }

    private static async Task<string> Succeed(string name, string[] arguments)
    {
        (int code, string output, string error) = await Sample.Run(name, arguments);
        Assert.True(code == 0, output + error);
        return output;
    }

    private static double Figure(string output, string pattern)
    {
        Match match = Regex.Match(output, pattern);
        Assert.True(match.Success, output);
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
