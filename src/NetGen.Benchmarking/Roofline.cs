using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Reports;
using NetGen.Runtime;

namespace NetGen.Benchmarking;

/// <summary>What the processor can do at best for a network.</summary>
/// <param name="Peak">Floating-point operations a nanosecond, all of them fused multiply-adds between registers; 0 where the instruction set has none.</param>
/// <param name="Read">Nanoseconds to read every parameter once.</param>
internal readonly record struct Roofline(double Peak, double Read)
{
    // A comment to BenchmarkDotNet, which keeps what a benchmark's process writes.
    private const string Mark = "// NetGen roofline ";
    private const int Rounds = 15;

    // For benchmarks that run in this process.
    private static readonly ConcurrentDictionary<string, Roofline> announced = new();

    /// <summary>Measures it, in some 40 ms.</summary>
    public static Roofline Measure(NetworkInfo info)
    {
        Isa isa = IsaSelector.Current;
        double peak = Limits.Fma(isa) is { } fma ? Limits.FlopsOfFma(isa) / Fastest(fma) : 0;
        return new(peak, Fastest(Limits.Read(isa, info.ParameterCount)));
    }

    /// <summary>The least time a call can take.</summary>
    /// <param name="flops">What the call computes.</param>
    public double Limit(double flops) => Math.Max(flops / Peak, Read);

    /// <summary>Says it to the process that makes the table.</summary>
    public void Announce(Type network)
    {
        announced[Name(network)] = this;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mark}{Name(network)} {Peak:R} {Read:R}"));
    }

    /// <summary>What the process of a benchmark has said, or this one; null where neither has.</summary>
    public static Roofline? Of(Type network, BenchmarkReport? report)
    {
        string mark = $"{Mark}{Name(network)} ";
        string? line = Lines(report).LastOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal));
        if (line is not null)
        {
            string[] values = line[mark.Length..].Split(' ');
            return new(double.Parse(values[0], CultureInfo.InvariantCulture), double.Parse(values[1], CultureInfo.InvariantCulture));
        }
        return announced.TryGetValue(Name(network), out Roofline here) ? here : null;
    }

    /// <summary>What a benchmark's process wrote: BenchmarkDotNet's own lines come by a pipe, and others as the process's output.</summary>
    public static IEnumerable<string> Lines(BenchmarkReport? report) => report?.ExecuteResults.SelectMany(result => result.PrefixedLines.Concat(result.StandardOutput ?? [])) ?? [];

    private static string Name(Type network) => network.FullName!;

    /// <summary>Nanoseconds of the fastest of some rounds: a peak is what nothing disturbed.</summary>
    private static double Fastest(Action work)
    {
        Time(work, 2);      // the JIT's time is not the work's
        int count = 1;
        while (Time(work, count) * count < 0.6e6) count *= 2;
        double fastest = double.MaxValue;
        for (int round = 0; round < Rounds; round++) fastest = Math.Min(fastest, Time(work, count));
        return fastest;
    }

    private static double Time(Action work, int count)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++) work();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }
}
