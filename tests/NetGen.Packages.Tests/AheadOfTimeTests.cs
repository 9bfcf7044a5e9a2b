using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace NetGen.Packages;

/// <summary>
/// A program that takes the package, compiled ahead of time: no warning, the instruction set that was to be expected, small.
/// </summary>
public sealed class AheadOfTimeTests(Feed feed)
{
    private const long MaxSize = 2_500_000;

    /// <summary>What a program compiled for `avx` finds on this machine.</summary>
    private static string Best => Avx2.IsSupported && Fma.IsSupported ? "Avx2" : "Portable";

    [Fact]
    public async Task With_AVX2_where_the_processor_has_it_the_sample_trains_is_small_and_forces_nothing()
    {
        AotSample.NeedsLinker();
        AotSample sample = await AotSample.Publish(feed, "Aot", "linux-x64");
        Assert.DoesNotContain("warning", sample.Output);
        (string isa, double nanoseconds, string trained) = await sample.Train();
        Assert.Equal(Best, isa);
        Assert.True(sample.Size <= MaxSize, $"The executable has {sample.Size} bytes.");
        Report.Write("ahead of time, avx",
            string.Create(CultureInfo.InvariantCulture,
                $"samples/Aot, IlcInstructionSet=avx: {sample.Size} bytes, {isa}, one prediction of 10-64-64-1 {nanoseconds:F0} ns"));

        // The same bits from the code for every processor, which is asked for by name; so is what is not there, in vain.
        (isa, _, string portable) = await sample.Train(null, ("NETGEN_ISA", "Portable"));
        Assert.Equal("Portable", isa);
        Assert.Equal(Learned(trained), Learned(portable));
        (int code, string output) = await Command.Run(feed.Folder, [sample.Program], ("NETGEN_ISA", "Avx512!"));
        Assert.NotEqual(0, code);
        Assert.Contains(
            "The environment variable NETGEN_ISA forces Avx512, whose code is not in a program that was compiled ahead of time for "
            + $"other processors. Its best is {Best}.", output);
    }

    /// <summary>
    /// Built for any processor, without a word about instruction sets: there is advice, portable code runs and says so, and it is usable.
    /// </summary>
    [Fact]
    public async Task For_any_processor_there_is_advice_and_portable_code_predicts_within_20_microseconds()
    {
        SlowTests.OrSkip("Compilation ahead of time for any processor");
        AotSample.NeedsLinker();
        AotSample sample = await AotSample.Publish(feed, "AotAny", "linux-x64", "IlcInstructionSet=");
        Assert.Equal(["NG3002"], Regex.Matches(sample.Output, @"warning (\w+):").Select(match => match.Groups[1].Value));
        Assert.Contains("<IlcInstructionSet>avx</IlcInstructionSet>", sample.Output);
        (string isa, double nanoseconds, _) = await sample.Train();
        Assert.Equal("Portable", isa);
        Report.Write("ahead of time, nothing set",
            string.Create(CultureInfo.InvariantCulture,
                $"samples/Aot, no IlcInstructionSet: {sample.Size} bytes, {isa}, one prediction of 10-64-64-1 {nanoseconds:F0} ns"));
        Assert.True(nanoseconds < 20_000, $"One prediction took {nanoseconds} ns.");
    }

    /// <summary>
    /// Where size comes first no question is asked at run time: what the program is built for is what runs, as the advice says.
    /// </summary>
    [Theory]
    [InlineData("avx", "Portable")]
    [InlineData("avx2", "Avx2")]
    public async Task Where_size_comes_first_the_instruction_set_is_that_of_the_build(string instructions, string expected)
    {
        SlowTests.OrSkip("Compilation ahead of time for size");
        AotSample.NeedsLinker();
        if (expected == "Avx2" && Best != expected) Assert.Skip("This processor has no AVX2.");
        AotSample sample = await AotSample.Publish(feed, "AotSize-" + instructions, "linux-x64", "OptimizationPreference=Size",
            "IlcInstructionSet=" + instructions);
        Assert.DoesNotContain("warning", sample.Output);
        (string isa, double nanoseconds, _) = await sample.Train();
        Assert.Equal(expected, isa);
        Report.Write("ahead of time, size, " + instructions,
            string.Create(CultureInfo.InvariantCulture,
                $"samples/Aot, OptimizationPreference=Size, IlcInstructionSet={instructions}: {sample.Size} bytes, {isa}, one "
                + $"prediction of 10-64-64-1 {nanoseconds:F0} ns"));
    }

    [Fact]
    public async Task Trimmed_but_compiled_at_run_time_it_gives_no_warning_and_the_best_instruction_set_runs()
    {
        SlowTests.OrSkip("A trimmed program with its own runtime");
        AotSample.NeedsLinker();
        AotSample sample = await AotSample.Publish(feed, "Trimmed", "linux-x64", "PublishAot=false", "PublishTrimmed=true",
            "TrimmerSingleWarn=false", "SelfContained=true");
        Assert.DoesNotContain("warning", sample.Output);
        (string isa, _, _) = await sample.Train();
        Assert.Equal(Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported ? "Avx512" : Best, isa);
    }

    /// <summary>The line with loss and accuracy.</summary>
    private static string Learned(string output) => Regex.Match(output, "^after .*$", RegexOptions.Multiline).Value is { Length: > 0 } line
        ? line : throw new InvalidDataException(output);
}
