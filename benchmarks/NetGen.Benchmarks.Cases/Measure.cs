using System.Diagnostics;

namespace NetGen.Benchmarks;

/// <summary>Something to be timed: does its work as many times as it is asked to.</summary>
internal sealed record Contender(string Name, Action<int> Run)
{
    /// <summary>For work so long that the call of a delegate does not count.</summary>
    public static Contender Of(string name, Action work) => new(name, count =>
    {
        for (int i = 0; i < count; i++) work();
    });
}

/// <summary>Times by contender and round. What is compared is compared within a round; what counts is the median of the rounds.</summary>
/// <param name="Contenders">Their names.</param>
/// <param name="Times">Nanoseconds of one piece of work: [contender][round].</param>
internal sealed record Rounds(IReadOnlyList<string> Contenders, double[][] Times)
{
    public int Count => Times[0].Length;

    public bool Has(string contender) => Contenders.Contains(contender);

    /// <summary>What a contender's work took; null of a contender that was not there.</summary>
    public double? Time(string contender) => Has(contender) ? Median(round => At(contender, round)) : null;

    /// <summary>The median of what each round gives.</summary>
    public double Median(Func<int, double> ofRound)
    {
        double[] values = [.. Enumerable.Range(0, Count).Select(ofRound)];
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[values.Length / 2 - 1] + values[values.Length / 2]) / 2;
    }

    public double At(string contender, int round)
    {
        for (int c = 0; c < Contenders.Count; c++)
            if (Contenders[c] == contender) return Times[c][round];
        throw new ArgumentException($"{contender} was not measured.", nameof(contender));
    }
}

/// <summary>
/// Times contenders against each other: in one process and run, in short turns, so that a change of clock or a busy neighbor meets all of
/// them the same way. Every other round goes backwards, so that none always follows the same one; a turn begins with a run that is not
/// timed, which brings its data back into the caches.
/// </summary>
internal static class Measure
{
    private const int MinRounds = 9, MaxRounds = 201;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);

    /// <param name="budget">About how long it may take, once everything is compiled.</param>
    /// <param name="compiled">Whether all of it has run before.</param>
    public static Rounds Run(IReadOnlyList<Contender> contenders, TimeSpan budget, bool compiled = false)
    {
        // The JIT compiles methods that are called often again, a tenth of a second after it has last met new ones.
        foreach (int pause in compiled ? [] : (int[])[130, 70])
        {
            foreach (Contender contender in contenders) Calibrate(contender);
            Thread.Sleep(pause);
        }
        (int Count, double Time)[] turns = [.. contenders.Select(Calibrate)];

        double round = turns.Sum(turn => turn.Time * (turn.Count + 1));
        int rounds = Math.Clamp((int)(budget.TotalNanoseconds / round), MinRounds, MaxRounds);
        var times = new double[contenders.Count][];
        for (int c = 0; c < times.Length; c++) times[c] = new double[rounds];
        for (int r = 0; r < rounds; r++)
            for (int i = 0; i < times.Length; i++)
            {
                int c = r % 2 == 0 ? i : times.Length - 1 - i;
                contenders[c].Run(1);
                long start = Stopwatch.GetTimestamp();
                contenders[c].Run(turns[c].Count);
                times[c][r] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / turns[c].Count;
            }
        return new Rounds([.. contenders.Select(contender => contender.Name)], times);
    }

    /// <summary>How often the work fits into a turn, and about what it takes.</summary>
    private static (int Count, double Time) Calibrate(Contender contender)
    {
        for (int count = 1; ; count *= 2)
        {
            long start = Stopwatch.GetTimestamp();
            contender.Run(count);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed >= Turn / 2) return (Math.Max(1, (int)(count * (Turn / elapsed))), elapsed.TotalNanoseconds / count);
        }
    }
}
