using System.Runtime.InteropServices;

namespace NetGen.Conformance;

/// <summary>The runner as an executable compiled ahead of time: the same bits as from the JIT.</summary>
public sealed class AheadOfTimeTests
{
    /// <summary>Compiled for no instruction set in particular, portable code runs; for AVX2, AVX2's.</summary>
    [Theory]
    [InlineData("", Isa.Portable)]
    [InlineData("avx2", Isa.Avx2)]
    public async Task Code_compiled_ahead_of_time_gives_the_bits_on_record(string instructions, Isa expected)
    {
        Whole.OrSkip("Compilation ahead of time, a minute each");
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) Assert.Skip("These executables are for Linux on x64.");
        if (!Runtime.IsaSelector.IsSupported(expected)) Assert.Skip($"This processor has no {expected}.");
        string folder = Path.Combine(Repository.Root, "artifacts", "aot"), to = Path.Combine(folder, instructions == "" ? "default" : instructions);
        (int code, string output, string error) = await Child.Run(
            [Child.DotNet, "publish", "-m:1", "-c", "Release", "-r", "linux-x64", "-v", "quiet", "--artifacts-path", to + "-build", "-o", to,
                $"-p:IlcInstructionSet={instructions}", Path.Combine("tests", "NetGen.Conformance.Aot")]);
        Assert.True(code == 0, output + error);
        await Fingerprints.AssertOnRecord([Path.Combine(to, "NetGen.Conformance.Runner")], $"{expected}, X64, AOT");
    }
}
