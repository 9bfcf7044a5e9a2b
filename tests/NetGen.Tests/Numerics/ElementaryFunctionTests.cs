using System.Runtime.Intrinsics;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Each elementary function is within its bound of the exact result over all floats, and never falls where it should rise.
/// </summary>
public class ElementaryFunctionTests
{
    /// <summary>
    /// About a million floats, at a prime distance, over all of them; every one with NETGEN_EXHAUSTIVE=1, or naming functions: Log,Erf.
    /// </summary>
    [Theory]
    [MemberData(nameof(ElementaryFunction.Names), MemberType = typeof(ElementaryFunction))]
    public void Is_within_its_bound_and_monotone(string name)
    {
        ElementaryFunction function = ElementaryFunction.Of(name);
        string[] asked = (Environment.GetEnvironmentVariable("NETGEN_EXHAUSTIVE") ?? "").Split(',');
        bool exhaustive = asked.Contains("1") || asked.Contains(name);
        SweepResult all = Sweep.Run(function, Sweep.First, Sweep.Last, exhaustive ? 1 : 4099);
        string report =
            $"{name}: {all.Count} floats, {all.MaxUlp:F4} ulp at {all.MaxUlpAt:R}, {all.Reversals} "
            + $"reversals (the last at {all.ReversalAt:R})";
        if (exhaustive) Console.WriteLine(report);

        Assert.True(all.MaxUlp <= function.MaxUlp && all.Reversals == 0, report);
    }

    public static TheoryData<string> Rising => [.. ElementaryFunction.All.Where(f => f.Direction == 1).Select(f => f.Name)];

    /// <summary>Every float between 2⁻¹² and 128 in magnitude, where functions bend.</summary>
    [Theory]
    [MemberData(nameof(Rising))]
    public void Rises_from_float_to_float(string name)
    {
        ElementaryFunction function = ElementaryFunction.Of(name);
        int small = BitConverter.SingleToInt32Bits(1f / 4096), large = BitConverter.SingleToInt32Bits(128f);
        foreach ((int first, int last) in ((int, int)[])[(-large, -small), (small, large)])
        {
            (long count, float at) = Sweep.Reversals(function, first, last);
            Assert.True(count == 0, $"{name} gives less than for the float before {count} times, the last at {at:R}.");
        }
    }
}
