using System.Collections.Concurrent;
using System.Diagnostics;
using NetGen.Runtime;

namespace NetGen.Benchmarking;

/// <summary>What the processor can do at best for a network.</summary>
/// <param name="Peak">Floating-point operations a nanosecond, all of them fused multiply-adds between registers; 0 where the instruction
/// set has none.</param>
/// <param name="Read">Nanoseconds to read every parameter once.</param>
internal readonly record struct Roofline(double Peak, double Read)
{
    private const int Rounds = 15;

    // A benchmark and the table that is made of it are in one process.
    private static readonly ConcurrentDictionary<Type, Roofline> measured = new();

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

    /// <summary>Keeps it for the table.</summary>
    public void Keep(Type network) => measured[network] = this;

    /// <summary>What was last measured for a network; null where nothing was.</summary>
    public static Roofline? Of(Type network) => measured.TryGetValue(network, out Roofline known) ? known : null;

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
