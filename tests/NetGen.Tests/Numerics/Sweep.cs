using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Tests.Numerics;

/// <summary>What a walk over floats found.</summary>
public sealed record SweepResult(long Count, double MaxUlp, float MaxUlpAt, long Reversals, float ReversalAt);

/// <summary>
/// Walks over floats in order, from −∞ to ∞, and compares a function with its reference in double. The error is counted in the spacing of
/// floats at the exact result; ∞ counts as 2¹²⁸. A reversal is a result on the wrong side of the one before.
/// </summary>
public static class Sweep
{
    public const int First = -0x7F80_0000, Last = 0x7F80_0000;

    public static float At(int place) => BitConverter.Int32BitsToSingle(place >= 0 ? place : int.MinValue | -place);

    public static SweepResult Run(ElementaryFunction function, int first, int last, int stride)
    {
        const int Batch = 4096;
        float[] xs = new float[Batch], ys = new float[Batch];
        double maxUlp = 0;
        float maxAt = 0, reversalAt = 0, before = float.NaN;
        long count = 0, reversals = 0;
        for (long place = first; place <= last;)
        {
            int n = 0;
            for (; n < Batch && place <= last; n++, place += stride)
            {
                xs[n] = At((int)place);
            }

            Span<Vector256<float>> input = MemoryMarshal.Cast<float, Vector256<float>>(xs.AsSpan()), output = MemoryMarshal.Cast<float, Vector256<float>>(ys.AsSpan());
            for (int i = 0; i < (n + 7) / 8; i++)
            {
                output[i] = function.Eight(input[i]);
            }

            count += n;
            for (int i = 0; i < n; i++)
            {
                double exact = function.Reference(xs[i]);
                float y = ys[i];
                if (double.IsNaN(exact) || float.IsNaN(y))
                {
                    Assert.True(double.IsNaN(exact) && float.IsNaN(y), $"{function.Name}({xs[i]:R}) is {y:R}, not {exact:R}.");
                    continue;
                }

                double error = Ulps(y, exact);
                if (error > maxUlp)
                {
                    maxUlp = error;
                    maxAt = xs[i];
                }

                if (function.Direction * (double)y < function.Direction * (double)before)
                {
                    reversals++;
                    reversalAt = xs[i];
                }

                before = y;
            }
        }

        return new SweepResult(count, maxUlp, maxAt, reversals, reversalAt);
    }

    public static double Ulps(float y, double exact)
    {
        if (float.IsInfinity(y) && double.IsInfinity(exact))
        {
            return y > 0 == exact > 0 ? 0 : double.PositiveInfinity;
        }

        double value = float.IsInfinity(y) ? Math.CopySign(3.402823669209384634e38, y) : y;
        if (Math.Abs(exact) >= 3.402823669209384634e38)
        {
            exact = Math.CopySign(3.402823669209384634e38, exact);
        }

        long exponent = Math.Max((BitConverter.DoubleToInt64Bits(exact) >> 52 & 0x7FF) - 1023, -126);
        exponent = Math.Min(exponent, 127);
        return Math.Abs(value - exact) * BitConverter.Int64BitsToDouble((23 - exponent + 1023) << 52);
    }
}
