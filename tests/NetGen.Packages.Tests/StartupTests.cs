using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Packages;

/// <summary>What the command that measures start-up prints, alongside ONNX Runtime's and an empty program's.</summary>
public sealed class StartupTests
{
    [Fact]
    public async Task A_first_prediction_comes_within_3_ms_of_an_empty_program_and_the_program_has_at_most_2_5_MB()
    {
        SlowTests.OrSkip("Start-up of three programs compiled ahead of time");
        AotSample.NeedsLinker();
        string output = await Command.Succeed(Repository.Root,
            [Processes.DotNet, "run", "-c", Feed.Configuration, "--project", Path.Combine("benchmarks", "NetGen.Benchmarks"),
                "--", "startup"]);
        Report.Write("start-up", output);
        Match row = Regex.Match(output, @"^\| NetGen \| (?<size>[\d.]+) MB \| [\d.]+ ms \| (?<over>-?[\d.]+) ms \| [\d.]+ ms \|",
            RegexOptions.Multiline);
        Assert.True(row.Success, output);
        Assert.Matches(new Regex(@"^\| ONNX Runtime \| [\d.]+ MB \| [\d.]+ ms \| [\d.]+ ms \| [\d.]+ ms \|", RegexOptions.Multiline),
            output);
        Assert.True(Figure("size") <= 2.5 && Figure("over") <= 3, output);

        double Figure(string group) => double.Parse(row.Groups[group].Value, CultureInfo.InvariantCulture);
    }
}
