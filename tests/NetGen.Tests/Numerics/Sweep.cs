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

    // Floats that one piece of work walks over.
    private const int Piece = 1 << 24;

    public static float At(int place) => BitConverter.Int32BitsToSingle(place >= 0 ? place : int.MinValue | -place);

    public static SweepResult Run(ElementaryFunction function, int first, int last, int stride)
    {
        long steps = ((long)last - first) / stride + 1, piece = Math.Max(1, Piece / stride);
        var results = new SweepResult[(steps + piece - 1) / piece];
        Parallel.For(0, results.Length, i => results[i] = Walk(function, first, stride, i * piece, Math.Min(steps, (i + 1) * piece)));
        SweepResult worst = results.MaxBy(result => result.MaxUlp)!,
            reversed = results.LastOrDefault(result => result.Reversals > 0) ?? worst;
        return new SweepResult(steps, worst.MaxUlp, worst.MaxUlpAt, results.Sum(result => result.Reversals), reversed.ReversalAt);
    }

    /// <summary>
    /// Steps <paramref name="from"/> … <paramref name="to"/> − 1, and the one before, whose result the first must not fall short of.
    /// </summary>
    private static SweepResult Walk(ElementaryFunction function, int first, int stride, long from, long to)
    {
        const int Batch = 4096;
        float[] xs = new float[Batch], ys = new float[Batch];
        double maxUlp = 0;
        float maxAt = 0, reversalAt = 0, before = float.NaN;
        long reversals = 0;
        for (long step = Math.Max(0, from - 1); step < to;)
        {
            int n = 0;
            for (; n < Batch && step < to; n++, step++)
                xs[n] = At((int)(first + step * stride));

            Span<Vector128<float>> input = MemoryMarshal.Cast<float, Vector128<float>>(xs.AsSpan()),
                output = MemoryMarshal.Cast<float, Vector128<float>>(ys.AsSpan());
            for (int i = 0; i < (n + 3) / 4; i++)
                output[i] = function.Four(input[i]);

            for (int i = 0; i < n; i++)
            {
                double exact = function.Reference(xs[i]);
                float y = ys[i];
                if (double.IsNaN(exact) || float.IsNaN(y))
                {
                    if (!double.IsNaN(exact) || !float.IsNaN(y))
                        Assert.Fail($"{function.Name}({xs[i]:R}) is {y:R}, not {exact:R}.");

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

        return new SweepResult(to - from, maxUlp, maxAt, reversals, reversalAt);
    }

    /// <summary>
    /// How many of consecutive floats give less than the one before them, and the last of these: what an error bound does not show and a
    /// walk with gaps does not see.
    /// </summary>
    public static (long Count, float LastAt) Reversals(ElementaryFunction function, int first, int last)
    {
        const int Batch = 4096;
        float[] xs = new float[Batch], ys = new float[Batch + 8];
        long count = 0;
        float lastAt = 0;
        ys.AsSpan().Fill(float.NaN);
        for (long place = first; place <= last; place += Batch)
        {
            int n = (int)Math.Min(Batch, last - place + 1);
            for (int i = 0; i < Batch; i++)
                xs[i] = At((int)Math.Min(place + i, last));

            // The results begin at 8, behind the last one of the batch before.
            ys[7] = ys[Batch + 7];
            Span<Vector128<float>> input = MemoryMarshal.Cast<float, Vector128<float>>(xs.AsSpan()),
                output = MemoryMarshal.Cast<float, Vector128<float>>(ys.AsSpan(8));
            for (int i = 0; i < input.Length; i++)
                output[i] = function.Four(input[i]);

            for (int i = 0; i < Batch; i += 8)
            {
                if (Vector256.LessThanAny(Vector256.LoadUnsafe(ref ys[8], (nuint)i), Vector256.LoadUnsafe(ref ys[7], (nuint)i)))
                {
                    for (int k = i; k < Math.Min(n, i + 8); k++)
                    {
                        if (ys[8 + k] < ys[7 + k])
                        {
                            count++;
                            lastAt = xs[k];
                        }
                    }
                }
            }
        }

        return (count, lastAt);
    }

    public static double Ulps(float y, double exact)
    {
        if (float.IsInfinity(y) && double.IsInfinity(exact)) return y > 0 == exact > 0 ? 0 : double.PositiveInfinity;

        double value = float.IsInfinity(y) ? Math.CopySign(3.402823669209384634e38, y) : y;
        if (Math.Abs(exact) >= 3.402823669209384634e38) exact = Math.CopySign(3.402823669209384634e38, exact);

        long exponent = Math.Max((BitConverter.DoubleToInt64Bits(exact) >> 52 & 0x7FF) - 1023, -126);
        exponent = Math.Min(exponent, 127);
        return Math.Abs(value - exact) * BitConverter.Int64BitsToDouble((23 - exponent + 1023) << 52);
    }
}
