using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>An elementary function gives the same bits for sixteen, eight, four floats and one.</summary>
public class WidthTests
{
    /// <summary>Every float of a walk through all widths; a NaN counts as a NaN, its sign and payload are the processor's.</summary>
    [Theory]
    [MemberData(nameof(ElementaryFunction.Names), MemberType = typeof(ElementaryFunction))]
    public void All_widths_give_the_same_bits(string name)
    {
        ElementaryFunction f = ElementaryFunction.Of(name);
        float[] x = new float[16];
        for (long place = Sweep.First; place + 16 * 9973 <= Sweep.Last; place += 16 * 9973)
        {
            for (int i = 0; i < 16; i++)
                x[i] = Sweep.At((int)place + i * 9973);

            Compare(f, x);
        }

        // Special values side by side, in every lane.
        float[] special = [0f, -0f, 1f, -1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon,
            float.MaxValue, float.MinValue, 1e6f, -1e6f, 1e-39f, 88.7f, -103.5f];
        for (int shift = 0; shift < 16; shift++)
            Compare(f, [.. special[shift..], .. special[..shift]]);
    }

    private static void Compare(ElementaryFunction f, float[] x)
    {
        Vector512<float> all = f.Sixteen(Vector512.Create(x));
        for (int i = 0; i < 16; i++)
        {
            float one = f.One(x[i]);
            Same(f.Name, x[i], one, all.GetElement(i));
            if (Simd256.IsSupported) Same(f.Name, x[i], one, f.Eight(Vector256.Create(x, i / 8 * 8)).GetElement(i % 8));
            Same(f.Name, x[i], one, f.Four(Vector128.Create(x, i / 4 * 4)).GetElement(i % 4));
        }
    }

    private static void Same(string name, float x, float expected, float actual)
    {
        if (BitConverter.SingleToInt32Bits(expected) != BitConverter.SingleToInt32Bits(actual)
            && !(float.IsNaN(expected) && float.IsNaN(actual)))
        {
            Assert.Fail($"{name}({x:R}): {expected:R} and {actual:R}");
        }
    }
}
