using System.Runtime.Intrinsics;

namespace NetGen.Tests.Numerics;

public class ElementaryFunctionTests
{
    /// <summary>About a million floats, at a prime distance, over all of them; with NETGEN_EXHAUSTIVE=1 every one.</summary>
    [Theory]
    [MemberData(nameof(ElementaryFunction.Names), MemberType = typeof(ElementaryFunction))]
    public void Is_within_its_bound_and_monotone(string name)
    {
        ElementaryFunction function = ElementaryFunction.Of(name);
        bool exhaustive = Environment.GetEnvironmentVariable("NETGEN_EXHAUSTIVE") == "1";
        SweepResult all = Sweep.Run(function, Sweep.First, Sweep.Last, exhaustive ? 1 : 4099);
        string report = $"{name}: {all.Count} floats, {all.MaxUlp:F4} ulp at {all.MaxUlpAt:R}, {all.Reversals} reversals (the last at {all.ReversalAt:R})";
        if (exhaustive)
        {
            Console.WriteLine(report);
        }

        Assert.True(all.MaxUlp <= function.MaxUlp && all.Reversals == 0, report);
    }
}
