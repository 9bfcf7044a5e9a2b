using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NetGen.Conformance;

/// <summary>Whole processes: 1,000 steps of Adam end in the same parameters whatever instruction set was asked for, or whatever the runtime was told to do without.</summary>
public sealed partial class ProcessTests
{
    private const int Steps = 1000;

    private static readonly Lazy<Task<Outcome>> Plain = new(() => Train([]));

    [Theory]
    [InlineData("NETGEN_ISA", "Portable", Isa.Portable)]
    [InlineData("NETGEN_ISA", "Avx2", Isa.Avx2)]
    [InlineData("NETGEN_ISA", "Avx512!", Isa.Avx512)]
    [InlineData("NETGEN_ISA", "neon!", Isa.Neon)]
    [InlineData("DOTNET_EnableAVX2", "0", Isa.Portable)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", Isa.Portable)]
    public async Task A_thousand_training_steps_end_in_the_same_bits(string variable, string value, Isa expected)
    {
        if (expected == Isa.Avx2 && !System.Runtime.Intrinsics.X86.Fma.IsSupported) Assert.Skip("This processor has no AVX2 with FMA.");
        Outcome plain = await Plain.Value, other = await Train([(variable, value)]);
        Assert.Equal(expected, other.Isa);
        Assert.Equal(Runtime.IsaSelector.Best, plain.Isa);
        Assert.Equal(plain.LossBits, other.LossBits);
        Assert.Equal(plain.Fingerprint, other.Fingerprint);
    }

    /// <summary>The same files under an emulated Arm64 processor. Speed says nothing there, and a missing memory barrier is not found; bits are bits.</summary>
    [Theory]
    [InlineData(null, Isa.Neon)]
    [InlineData("Portable", Isa.Portable)]
    public async Task A_thousand_training_steps_end_in_the_same_bits_on_Arm64(string? wish, Isa expected)
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.Arm64) Assert.Skip("This processor is Arm64: the other tests run there.");
        string[] emulator = Arm64.Command();
        var environment = new List<(string, string)> { ("DOTNET_GCHeapHardLimit", "20000000") };
        if (wish is not null) environment.Add(("NETGEN_ISA", wish));
        (int code, string output, string error) = await Run(emulator, [.. environment], Steps);
        Assert.True(code == 0, error);
        Assert.Equal("Arm64, AdvSimd: True", error.Trim());
        Outcome plain = await Plain.Value, other = Parse(output);
        Assert.Equal(expected, other.Isa);
        Assert.Equal(plain.LossBits, other.LossBits);
        Assert.Equal(plain.Fingerprint, other.Fingerprint);
    }

    [Fact]
    public async Task The_fingerprint_sees_a_single_step_more() =>
        Assert.NotEqual((await Train([], Steps + 1)).Fingerprint, (await Plain.Value).Fingerprint);

    [Fact]
    public async Task An_instruction_set_the_processor_lacks_is_refused_by_name()
    {
        (int code, string output, string error) = await Run([("NETGEN_ISA", Runtime.IsaSelector.IsSupported(Isa.Neon) ? "Avx2" : "Neon")], 1);
        Assert.NotEqual(0, code);
        Assert.Empty(output);
        Assert.Matches("PlatformNotSupportedException.*NETGEN_ISA asks for (Neon|Avx2), which this processor does not have", error);
    }

    private sealed record Outcome(Isa Isa, string LossBits, string Fingerprint);

    private static async Task<Outcome> Train((string Name, string Value)[] environment, int steps = Steps)
    {
        (int code, string output, string error) = await Run(environment, steps);
        Assert.True(code == 0, error);
        return Parse(output);
    }

    private static Outcome Parse(string output)
    {
        Match match = Line().Match(output);
        Assert.True(match.Success, output);
        return new Outcome(Enum.Parse<Isa>(match.Groups[1].Value), match.Groups[2].Value, match.Groups[3].Value);
    }

    private static Task<(int Code, string Output, string Error)> Run((string Name, string Value)[] environment, int steps) =>
        Run([Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet"], environment, steps);

    private static async Task<(int Code, string Output, string Error)> Run(string[] command, (string Name, string Value)[] environment, int steps)
    {
        string runner = typeof(ProcessTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Runner").Value!;
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in command[1..]) start.ArgumentList.Add(argument);
        start.ArgumentList.Add(runner);
        start.ArgumentList.Add(steps.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (string name in (string[])["NETGEN_ISA", "DOTNET_EnableAVX2", "DOTNET_EnableAVX512", "DOTNET_EnableHWIntrinsic"]) start.Environment.Remove(name);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    [GeneratedRegex(@"^(\w+) ([0-9A-F]{8}) ([0-9A-F]{64})\s*$")]
    private static partial Regex Line();
}
