using System.Diagnostics;

namespace NetGen.Benchmarks;

/// <summary>Something to be timed: does its work as many times as it is told.</summary>
internal sealed record Contender(string Name, Action<int> Run)
{
    /// <summary>For work so long that the call of a delegate does not count.</summary>
    public static Contender Of(string name, Action work) => new(name, count =>
    {
        for (int i = 0; i < count; i++) work();
    });
}

/// <summary>
/// Times contenders against each other: in one process and run, turn by turn, so that a change of clock or a busy neighbour meets all of
/// them alike; what counts is the median of the turns.
/// </summary>
internal static class Measure
{
    private const int Rounds = 21;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(250), Turn = TimeSpan.FromMilliseconds(6);

    /// <returns>Nanoseconds of one piece of work, by contender.</returns>
    public static double[] Medians(IReadOnlyList<Contender> contenders)
    {
        int[] counts = [.. contenders.Select(Calibrate)];
        var times = new double[contenders.Count][];
        for (int c = 0; c < times.Length; c++) times[c] = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
            for (int c = 0; c < times.Length; c++)
            {
                long start = Stopwatch.GetTimestamp();
                contenders[c].Run(counts[c]);
                times[c][round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / counts[c];
            }
        return [.. times.Select(Median)];
    }

    /// <summary>Runs until the JIT has done what it does, and finds how often the work fits into a turn.</summary>
    private static int Calibrate(Contender contender)
    {
        var clock = Stopwatch.StartNew();
        int count = 1;
        while (true)
        {
            long start = Stopwatch.GetTimestamp();
            contender.Run(count);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed < Turn / 2) count *= 2;
            else if (clock.Elapsed > WarmUp) return Math.Max(1, (int)(count * (Turn / elapsed)));
        }
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
