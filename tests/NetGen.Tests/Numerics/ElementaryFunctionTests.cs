using System.Runtime.Intrinsics;

namespace NetGen.Tests.Numerics;

public class ElementaryFunctionTests
{
    /// <summary>About a million floats, at a prime distance, over all of them; every one with NETGEN_EXHAUSTIVE=1, or naming functions: Log,Erf.</summary>
    [Theory]
    [MemberData(nameof(ElementaryFunction.Names), MemberType = typeof(ElementaryFunction))]
    public void Is_within_its_bound_and_monotone(string name)
    {
        ElementaryFunction function = ElementaryFunction.Of(name);
        string[] asked = (Environment.GetEnvironmentVariable("NETGEN_EXHAUSTIVE") ?? "").Split(',');
        bool exhaustive = asked.Contains("1") || asked.Contains(name);
        SweepResult all = Sweep.Run(function, Sweep.First, Sweep.Last, exhaustive ? 1 : 4099);
        string report = $"{name}: {all.Count} floats, {all.MaxUlp:F4} ulp at {all.MaxUlpAt:R}, {all.Reversals} reversals (the last at {all.ReversalAt:R})";
        if (exhaustive)
        {
            Console.WriteLine(report);
        }

        Assert.True(all.MaxUlp <= function.MaxUlp && all.Reversals == 0, report);
    }
}
