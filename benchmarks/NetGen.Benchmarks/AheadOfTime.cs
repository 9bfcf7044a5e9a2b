using System.Globalization;
using NetGen.Runtime;
using static NetGen.Benchmarks.WorkerProcess;

namespace NetGen.Benchmarks;

/// <summary>
/// AVX2's kernels in a program compiled ahead of time, which tests for the instruction set when it runs (<c>IlcInstructionSet=avx</c>),
/// against the JIT's: two processes by turns.
/// </summary>
internal static class AheadOfTime
{
    private const int Count = 9;

    /// <summary>Products first, and what else is large.</summary>
    public static IEnumerable<Case> Cases =>
        [.. Benchmarks.Cases.Kernels,
            .. Benchmarks.Cases.All.Where(c => c.Threads == 1 && c.Work != Work.Backward
                && !c.Name.StartsWith("dense", StringComparison.Ordinal))];

    public static int Run(Case[] cases)
    {
        if (cases.Length == 0) return 2;
        if (!IsaSelector.IsSupported(Isa.Avx2))
        {
            Console.Error.WriteLine("This processor has no AVX2.");
            return 2;
        }
        string work = Directory.CreateTempSubdirectory("netgen-aot-").FullName;
        try
        {
            Console.WriteLine("Compiling ahead of time …");
            string program = Repository.Publish("benchmarks/NetGen.Benchmarks.Aot", work);
            using WorkerProcess jit = Jit(("DOTNET_EnableAVX512", "0"), ("NETGEN_ISA", nameof(Isa.Avx2))), compiled = Program(program);
            Console.WriteLine($"{"case",-55} {"JIT",10} {"of peak",8} {"ahead",10} {"of peak",8} {"speed",6}");
            foreach (Case c in cases)
            {
                double flops = c.Flops(c.Create(0).Model);
                IReadOnlyList<(Answer First, Answer Second)> rounds = Alternate(jit, compiled, c, Count);
                if (rounds.Any(round => round.First.Isa != "Avx2" || round.Second.Isa != "Avx2"))
                    throw new InvalidOperationException($"Not AVX2 ran, but {rounds[0]}.");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{c.Name,-55} {Ratio.Text(Median(rounds.Select(r => r.First.Time))),10} "
                    + $"{Median(rounds.Select(r => flops * r.First.PerFlop / r.First.Time)),8:P0} "
                    + $"{Ratio.Text(Median(rounds.Select(r => r.Second.Time))),10} "
                    + $"{Median(rounds.Select(r => flops * r.Second.PerFlop / r.Second.Time)),8:P0} "
                    + $"{Median(rounds.Select(r => r.First.Time / r.Second.Time)),6:P0}"));
            }
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
