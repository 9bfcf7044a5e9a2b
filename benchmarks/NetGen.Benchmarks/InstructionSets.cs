using System.Globalization;
using NetGen.Runtime;
using static NetGen.Benchmarks.WorkerProcess;

namespace NetGen.Benchmarks;

/// <summary>
/// The processor's best instruction set against the next one, each in a process of its own, by turns. With AVX-512 in a processor, code for AVX2 would get its
/// registers too: that process runs with <c>DOTNET_EnableAVX512=0</c>.
/// </summary>
internal static class InstructionSets
{
    private const int Count = 7;

    public static int Run(Case[] cases, string file)
    {
        if (cases.Length == 0) return 2;
        Isa best = IsaSelector.Best;
        (string, string)[] without = best switch
        {
            Isa.Avx512 => [("DOTNET_EnableAVX512", "0")],
            Isa.Avx2 => [("DOTNET_EnableAVX2", "0")],
            _ => [("NETGEN_ISA", nameof(Isa.Portable))],
        };
        if (best != Isa.Avx512) Console.WriteLine($"This processor has no AVX-512; its {best} is compared with what runs without.");
        using WorkerProcess first = Jit(), second = Jit(without);
        var lines = new List<Ratio>();
        Console.WriteLine($"{"case",-55} {best,10} {"without",20} {"times",6}");
        foreach (Case c in cases)
        {
            IReadOnlyList<(Answer First, Answer Second)> rounds = Alternate(first, second, c, Count);
            double one = Median(rounds.Select(round => round.First.Time)), other = Median(rounds.Select(round => round.Second.Time));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{c.Name,-55} {Ratio.Text(one),10} {$"{Ratio.Text(other)} {rounds[0].Second.Isa}",20} {Median(rounds.Select(round => round.Second.Time / round.First.Time)),5:F2}×"));
            lines.Add(new Ratio(c.Name, one, null, null, null, null, null, null, c.Threads, rounds[0].First.Isa));
            lines.Add(new Ratio(c.Name, other, null, null, null, null, null, null, c.Threads, rounds[0].Second.Isa));
        }
        Ratio.Write(file, lines);
        return 0;
    }
}
