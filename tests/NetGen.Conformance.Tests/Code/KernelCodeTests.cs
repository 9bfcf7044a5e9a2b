using System.Reflection;
using System.Runtime.InteropServices;

namespace NetGen.Conformance;

/// <summary>
/// The machine code of every kernel of every network here, as its compiler lists it: fully optimized, helpers inlined, and in the loops of
/// products no vector that goes to the stack and back.
/// </summary>
public sealed class KernelCodeTests
{
    private const string Advice =
        "To see the code: DOTNET_JitDisasm='METHOD' DOTNET_JitStdOutFile=FILE dotnet "
        + "tests/NetGen.Conformance.Runner/bin/Release/net10.0/NetGen.Conformance.Runner.dll kernels ISA";

    /// <summary>What this processor has, by the JIT. Portable code has no vectors to spill.</summary>
    [Theory]
    [InlineData(Isa.Avx512), InlineData(Isa.Avx2), InlineData(Isa.Neon), InlineData(Isa.Portable)]
    public async Task The_JIT_optimizes_every_kernel_and_keeps_sums_in_registers(Isa isa)
    {
        if (isa != Isa.Portable && !Runtime.IsaSelector.IsSupported(isa)) Assert.Skip($"This processor has no {isa}.");
        string file = Path.GetTempFileName();
        try
        {
            // AVX2's code would have AVX-512's sixteen further registers where the processor has them.
            (string, string)[] environment = [("DOTNET_JitStdOutFile", file), ("DOTNET_JitDisasm", $"*{isa}+Code:*"), .. isa == Isa.Avx2
                ? [("DOTNET_EnableAVX512", "0")] : Array.Empty<(string, string)>()];
            (int code, _, string error) = await Child.Run([Processes.DotNet, Child.Runner, "kernels", isa.ToString()], environment);
            Assert.True(code == 0, error);
            AssertGoodCode(isa, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What this processor lacks: the compiler ahead of time lists the same code generator's work for any.</summary>
    [Theory]
    [InlineData(Isa.Avx512, "x64", "x86-64-v4"), InlineData(Isa.Neon, "arm64", "")]
    public async Task The_compiler_ahead_of_time_keeps_sums_in_registers_for_processors_that_are_not_here(Isa isa, string architecture,
        string instructions)
    {
        SlowTests.OrSkip("Compilation ahead of time, half a minute each");
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            Assert.Skip("The compiler ahead of time is used as the package for Linux on x64 has it.");
        AheadOfTimeCompiler compiler = AheadOfTimeCompiler.FindOrSkip();
        AssertGoodCode(isa, await compiler.List(typeof(Classifier).Assembly.Location, architecture, instructions, $"*{isa}+Code:*"));
    }

    private static void AssertGoodCode(Isa isa, string listing)
    {
        // A listing has entry points and helpers too where a whole assembly is compiled.
        HashSet<string> kernels = Kernels(isa);
        ListedMethod[] methods = [.. Listing.Parse(listing)
            .Where(method => kernels.Contains(method.Name[..method.Name.IndexOf('(', StringComparison.Ordinal)]))];
        Assert.True(kernels.Count > 300, $"There are only {kernels.Count} kernels for {isa}.");
        Assert.Equal(kernels.Count, methods.Length);

        string[] faults =
        [
            .. methods.Where(method => method.Effort != "FullOpts").Select(method => $"{method.Name} is not optimized: {method.Effort}"),
            .. methods.SelectMany(method => method.Instructions.Where(line => IsCallOfHelper(line))
                .Select(line => $"{method.Name} does not inline what it {line}")),
            .. from method in methods from loop in method.Loops where loop.IsProduct && loop.Spills + loop.Calls > 0
               select $"{method.Name} has a loop of {loop.MultiplyAdds} multiply-adds in {loop.Instructions.Count} instructions, of "
                   + $"which {loop.Spills} spill vectors and {loop.Calls} are calls",
        ];
        Assert.True(faults.Length == 0,
            $"On {isa}, {faults.Length} faults in {methods.Length} kernels:\n  {string.Join("\n  ", faults.Take(20))}\n{Advice}");

        int products = methods.Sum(method => method.Loops.Count(loop => loop.IsProduct));
        if (isa != Isa.Portable)
            Assert.True(products > 100, $"Only {products} loops of products are found on {isa}: is the listing read as it is written?");
        CaseCounts.Add($"machine code: {isa}", methods.Length);
    }

    /// <summary>Class:method of every kernel.</summary>
    private static HashSet<string> Kernels(Isa isa) =>
    [
        .. from type in typeof(Classifier).Assembly.GetTypes() where type.Name == "Code" && type.DeclaringType!.Name == isa.ToString()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
           where method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization)
           select $"{type.FullName}:{method.Name}",
    ];

    /// <summary>A call of an operation of the library, which is one instruction once inlined.</summary>
    private static bool IsCallOfHelper(string line) =>
        line.StartsWith("call ", StringComparison.Ordinal) && line.Contains("Ops:", StringComparison.Ordinal);
}
