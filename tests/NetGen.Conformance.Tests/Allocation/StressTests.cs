using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Conformance;

/// <summary>
/// Hostile callers and threads corrupt no memory, hang nothing and change no reader's bits, on every instruction set: labels that are
/// written while they are learned, interrupts at any moment, memory that
/// is taken away when a call returns, several trainers of a network, a tape or an optimizer, numbers of threads without bound, spans of any
/// lengths and overlaps between forbidden pages. In a process of
/// its own, whose death is the finding.
/// </summary>
public sealed class StressTests
{
    /// <summary>Twenty seconds in every run, ten minutes where all is wanted.</summary>
    private static readonly int SecondsATarget = SlowTests.Wanted ? 150 : 5;

    [Theory]
    [InlineData("Portable", Isa.Portable)]
    [InlineData("Avx2", Isa.Avx2)]
    [InlineData("Avx512!", Isa.Avx512)]
    [InlineData("Neon!", Isa.Neon)]
    public async Task Hostile_callers_and_threads_do_no_harm(string wish, Isa expected)
    {
        if (expected == Isa.Avx2 && !Fma.IsSupported) Assert.Skip("This processor has no AVX2 with FMA.");
        (int code, string output, string error) = await Child.Run(
            [Processes.DotNet, Child.Runner, "stress", "--seconds", SecondsATarget.ToString(CultureInfo.InvariantCulture), "--seed",
                ((int)expected + 1).ToString(CultureInfo.InvariantCulture)],
            ("NETGEN_ISA", wish), ("DOTNET_PROCESSOR_COUNT", "4"));
        Assert.True(code == 0, $"{expected}: exit code {code}\n{error}\n{output}");
        Assert.Contains($"{expected}, 4 processors", output);
        TestContext.Current.SendDiagnosticMessage(output);
    }
}
