using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

public abstract partial class VectorMath
{
    /// <summary>sin x, x in radians, to full precision for every float; −0 stays; NaN for ±∞.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Sin(float x) => VectorOps<Simd1, float>.Sin(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Sin(double x) => Math.Sin(x);

    /// <summary>cos x, x in radians, to full precision for every float; NaN for ±∞.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Cos(float x) => VectorOps<Simd1, float>.Cos(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Cos(double x) => Math.Cos(x);

    /// <summary>
    /// The reduction of Payne and Hanek: x = m·2ᵉ with an integer m of 24 bits, so of x·2/π modulo 4 only 96 bits of 2/π matter, those from
    /// 2^(1−e) down:
    /// bits above make multiples of 4, bits below come to less than 2⁻⁷⁰.
    /// </summary>
    private protected static void ReduceFar(float x, out float high, out float low, out int quadrant)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x);
        int exponent = (int)(bits >> 23 & 0xFF) - 150;
        if (exponent == 255 - 150)
        {
            high = low = float.NaN;
            quadrant = 0;
            return;
        }

        // The table begins with 32 zeros: fraction bit i (of weight 2⁻ⁱ) is its bit 31 + i, counted from 0.
        int start = 31 + exponent - 1;
        ulong window = Window(start), after = Window(start + 64) >> 32;
        ulong mantissa = bits & 0x7F_FFFF | 0x80_0000;

        // m·(96 bits) modulo 2⁹⁶, of which the uppermost two bits are the quadrant and the next 64 the fraction of it.
        UInt128 turned = ((UInt128)window << 32 | after) * mantissa;
        quadrant = (int)(uint)(turned >> 94) & 3;
        long fraction = (long)(ulong)(turned >> 30);
        quadrant += fraction < 0 ? 1 : 0;
        double angle = fraction * (1.5707963267948966 / 18446744073709551616.0);
        high = (float)angle;
        low = (float)(angle - high);
        if ((bits & 0x8000_0000) != 0)
        {
            high = -high;
            low = -low;
            quadrant = -quadrant;
        }
    }

    /// <summary>64 bits of the table from bit <paramref name="start"/> on.</summary>
    private static ulong Window(int start)
    {
        int word = start >> 5, shift = start & 31;
        ulong two = (ulong)TwoOverPi[word] << 32 | TwoOverPi[word + 1];
        return shift == 0 ? two : two << shift | TwoOverPi[word + 2] >> (32 - shift);
    }

    /// <summary>32 zeros and the first 288 bits of 2/π.</summary>
    private static ReadOnlySpan<uint> TwoOverPi =>
        [0, 0xA2F9836E, 0x4E441529, 0xFC2757D1, 0xF534DDC0, 0xDB629599, 0x3C439041, 0xFE5163AB, 0xDEBBC561, 0xB7246E3A];
}

public abstract partial class VectorOps<S, V>
{
    // π/2 as a sum of three floats.
    private const float HalfPi0 = 1.57079637f, HalfPi1 = -4.37113883e-8f, HalfPi2 = -1.71512451e-15f;

    // Up to here the reduction in floats is exact enough; beyond, integers do it.
    private const float LargeAngle = 131072f;

    /// <inheritdoc cref="VectorMath.Sin(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V Sin(V x)
    {
        Reduce(x, out V high, out V low, out V quadrant);
        return S.Select(S.Equal(x, S.Splat(0f)), x, Wave(high, low, quadrant));
    }

    /// <inheritdoc cref="VectorMath.Cos(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V Cos(V x)
    {
        Reduce(x, out V high, out V low, out V quadrant);
        return Wave(high, low, S.AddBits(quadrant, S.Bits(1)));
    }

    /// <summary>sin(high + low + quadrant·π/2) for |high| ≤ π/4 and an integer quadrant.</summary>
    [MethodImpl(Jit.Inline)]
    private static V Wave(V high, V low, V quadrant)
    {
        // sin r = r + r³·q(r²) + low·cos r; cos r = 1 − r²/2 + r⁴·p(r²) − low·sin r.
        V one = S.Splat(1f);
        V square = S.Mul(high, high);
        V halfSquare = S.Mul(S.Splat(0.5f), square);
        V q = S.Splat(2.83251006e-06f);
        q = S.Fma(q, square, S.Splat(-0.000198530644f));
        q = S.Fma(q, square, S.Splat(0.0083333794f));
        q = S.Fma(q, square, S.Splat(-0.166666672f));
        V sine = S.Add(high, S.Fma(S.Mul(high, square), q, S.Fnma(halfSquare, low, low)));
        V p = S.Splat(-2.8878452e-07f);
        p = S.Fma(p, square, S.Splat(2.48220076e-05f));
        p = S.Fma(p, square, S.Splat(-0.001388898f));
        p = S.Fma(p, square, S.Splat(0.0416666679f));
        V top = S.Sub(one, halfSquare);
        V rest = S.Sub(S.Sub(one, top), halfSquare);
        V cosine = S.Add(top, S.Add(rest, S.Fnma(high, low, S.Mul(S.Mul(square, square), p))));

        V odd = S.SubBits(S.Bits(0), S.And(quadrant, S.Bits(1)));
        V sign = S.ShiftLeft(S.And(quadrant, S.Bits(2)), 30);
        return S.Xor(S.Select(odd, cosine, sine), sign);
    }

    /// <summary>x = high + low + quadrant·π/2 (mod 2π) with |high| ≤ π/4, the quadrant an integer.</summary>
    [MethodImpl(Jit.Inline)]
    private static void Reduce(V x, out V high, out V low, out V quadrant)
    {
        V shifted = S.Fma(x, S.Splat(0.636619747f), S.Splat(Magic));
        V n = S.Sub(shifted, S.Splat(Magic));

        // x − n·HalfPi0 is exact: a multiple of 2⁻²⁴ below 1. Of what follows every rounding is kept, but for n·HalfPi2.
        V exact = S.Fnma(n, S.Splat(HalfPi0), x);
        V product = S.Mul(n, S.Splat(HalfPi1));
        V productLow = Residue(n, S.Splat(HalfPi1), product);
        V difference = S.Sub(exact, product);
        V back = S.Sub(difference, exact);
        V lost = S.Sub(S.Sub(exact, S.Sub(difference, back)), S.Add(product, back));
        V rest = S.Fnma(n, S.Splat(HalfPi2), S.Sub(lost, productLow));
        high = S.Add(difference, rest);
        low = S.Add(S.Sub(difference, high), rest);
        quadrant = S.SubBits(shifted, S.Bits(MagicBits));

        V far = S.Less(S.Splat(LargeAngle), S.And(x, S.Bits(0x7FFF_FFFF)));
        if (S.Any(far)) ReduceFar(x, ref high, ref low, ref quadrant);
    }

    /// <summary>Replaces the elements beyond <see cref="LargeAngle"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReduceFar(V x, ref V high, ref V low, ref V quadrant)
    {
        for (int i = 0; i < S.Count; i++)
        {
            float element = Unsafe.Add(ref Unsafe.As<V, float>(ref x), i);
            if (Math.Abs(element) > LargeAngle)
            {
                ReduceFar(
                    element,
                    out Unsafe.Add(ref Unsafe.As<V, float>(ref high), i),
                    out Unsafe.Add(ref Unsafe.As<V, float>(ref low), i),
                    out Unsafe.Add(ref Unsafe.As<V, int>(ref quadrant), i));
            }
        }
    }
}
