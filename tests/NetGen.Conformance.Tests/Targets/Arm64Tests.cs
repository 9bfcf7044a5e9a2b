using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NetGen.Conformance;

/// <summary>
/// The same files under an emulated Arm64 processor. Speed says nothing there, and a missing memory barrier is not found; bits are bits.
/// </summary>
public sealed partial class Arm64Tests
{
    private const string AdvSimd = "Arm64, AdvSimd: True";

    // The emulator would reserve 256 GB address by address; this is hexadecimal.
    private static readonly (string, string) SmallHeap = ("DOTNET_GCHeapHardLimit", "60000000");

    // Code is written where it runs, not by way of a second mapping: an emulator that misses its writes runs what stood there before.
    private static readonly (string, string) OneMapping = ("DOTNET_EnableWriteXorExecute", "0");

    [Fact]
    public async Task Neon_gives_the_bits_on_record() =>
        await Fingerprints.AssertOnRecord([.. Emulator(), Child.Runner], "Neon, Arm64, JIT", 1, SmallHeap, OneMapping);

    [Fact]
    public async Task Portable_code_gives_the_bits_on_record_on_Arm64()
    {
        SlowTests.OrSkip("Portable code on Arm64");
        await Fingerprints.AssertOnRecord([.. Emulator(), Child.Runner], "Portable, Arm64, JIT", 1, SmallHeap, OneMapping,
            ("NETGEN_ISA", "Portable"));
    }

    /// <summary>
    /// PyTorch's values between guard pages, dropout, hosts that flush: tests of generated code that a minute of emulation is enough for.
    /// </summary>
    [Fact]
    public async Task Tests_of_this_project_pass_on_Arm64() =>
        await AssertPass("this project, chosen", "-class", typeof(GoldenLayerTests).FullName!, "-class",
            typeof(GoldenNetworkTests).FullName!, "-class", typeof(DropoutTests).FullName!,
            "-class", typeof(FlushToZeroTests).FullName!);

    [Fact]
    public async Task All_tests_of_this_project_pass_on_Arm64()
    {
        SlowTests.OrSkip("All tests on Arm64, some ten minutes");
        // these would not be emulated
        Type[] startProcesses = [typeof(FingerprintTests), typeof(Arm64Tests), typeof(AheadOfTimeTests), typeof(KernelCodeTests)];
        await AssertPass("this project, all", [.. startProcesses.SelectMany(type => new[] { "-class-", type.FullName! })]);
    }

    /// <summary>The library's own arithmetic: vectors of every width, folds, optimizers.</summary>
    [Fact]
    public async Task The_library_s_arithmetic_passes_its_tests_on_Arm64()
    {
        SlowTests.OrSkip("The library's arithmetic on Arm64, a minute");
        string configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!),
            framework = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string tests = Path.Combine(Repository.Root, "tests", "NetGen.Tests", "bin", configuration, framework, "NetGen.Tests.dll");
        if (!File.Exists(tests)) Assert.Skip($"There is no {tests}: build the solution.");
        await AssertPassIn(tests, "the library",
            [.. ((string[])["SimdTests", "WidthTests", "FoldTests", "OptimizerTests"]).SelectMany(type => new[] { "-class", "*" + type })]);
    }

    // Code for AVX-512 says nothing on an Arm64 that is emulated, and takes most of the time there.
    private static readonly (string, string) Targets = ("NETGEN_TARGETS", $"{Isa.Portable},{Isa.Neon}");

    private static Task AssertPass(string what, params string[] choice) => AssertPassIn(typeof(Arm64Tests).Assembly.Location, what, choice);

    private static async Task AssertPassIn(string assembly, string what, params string[] choice)
    {
        (int code, string output, string error) = await Child.Run([.. Emulator(), assembly, .. choice, "-noColor"], SmallHeap,
            OneMapping, Targets);
        Match total = Total().Match(output);
        Assert.True(code == 0 && total.Success, output + error);
        Assert.StartsWith(AdvSimd, error);
        int tests = int.Parse(total.Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(tests > 0, output);
        CaseCounts.Add($"tests of {what}: Neon, Arm64", tests);
    }

    private static string[] Emulator()
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.Arm64)
            Assert.Skip("This processor is Arm64: the other tests run there.");
        return Arm64.Command();
    }

    [GeneratedRegex(@"Total: (\d+), Errors: 0, Failed: 0")]
    private static partial Regex Total();
}
