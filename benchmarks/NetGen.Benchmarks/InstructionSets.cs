using System.Globalization;
using NetGen.Runtime;
using static NetGen.Benchmarks.WorkerProcess;

namespace NetGen.Benchmarks;

/// <summary>
/// AVX-512 against AVX2, each in a process of its own, by turns. Where a processor has AVX-512, code for AVX2 would get its registers too:
/// its process runs with
/// <c>DOTNET_EnableAVX512=0</c>.
/// </summary>
internal static class InstructionSets
{
    private const int Count = 7;

    public static int Run(Case[] cases, string file)
    {
        if (cases.Length == 0) return 2;
        if (IsaSelector.Best != Isa.Avx512)
        {
            Console.Error.WriteLine(
                $"This processor has no AVX-512, so there are not two instruction sets to compare: its best is {IsaSelector.Best}.");
            return 2;
        }
        using WorkerProcess first = Jit(), second = Jit(("DOTNET_EnableAVX512", "0"));
        var lines = new List<Ratio>();
        Console.WriteLine($"{"case",-55} {Isa.Avx512,10} {Isa.Avx2,10} {"times",6}");
        foreach (Case c in cases)
        {
            IReadOnlyList<(Answer First, Answer Second)> rounds = Alternate(first, second, c, Count);
            double one = Median(rounds.Select(round => round.First.Time)), other = Median(rounds.Select(round => round.Second.Time));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{c.Name,-55} {Ratio.Text(one),10} {Ratio.Text(other),10} "
                + $"{Median(rounds.Select(round => round.Second.Time / round.First.Time)),5:F2}×"));
            lines.Add(new Ratio(c.Name, one, null, null, null, null, null, null, c.Threads, rounds[0].First.Isa));
            lines.Add(new Ratio(c.Name, other, null, null, null, null, null, null, c.Threads, rounds[0].Second.Isa));
        }
        Ratio.Write(file, lines);
        return 0;
    }
}
