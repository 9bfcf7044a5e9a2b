using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

/// <summary>
/// Elementary functions of NetGen's own: no function of the platform's mathematical library, so that every processor and every vector width
/// gives the same bits. Those of vectors, in <see cref="VectorOps{S, V}"/>, agree to the bit; the largest errors over all floats are in
/// docs/numerics.md.
/// </summary>
public abstract partial class VectorMath
{
    /// <summary>For generated code, which has the functions by inheritance.</summary>
    protected VectorMath() { }

    /// <summary>eˣ: e^−∞ = +0, overflow gives ∞ above 88.72283, subnormal results round once.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Exp(float x) => VectorOps<Simd1, float>.Exp(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>eˣ − 1 without cancellation: −0 and numbers too small to matter come back as they are; −1 for −∞.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Expm1(float x) => VectorOps<Simd1, float>.Expm1(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Expm1(double x)
    {
        double e = Math.Exp(x);
        if (e == 1) return x;

        // (e − 1)·x ÷ ln e: the rounding error of e is above and below and cancels (Kahan).
        return e - 1 == -1 || double.IsInfinity(e) ? e - 1 : (e - 1) * (x / Math.Log(e));
    }
}

public abstract partial class VectorOps<S, V>
{
    private const float Log2E = 1.44269502f;

    // ln 2 as a sum of two floats. n·Ln2High loses nothing in x − n·Ln2High: the difference is a multiple of 2⁻²⁵ below one half.
    private const float Ln2High = 0.693147182f, Ln2Low = -1.90465421e-9f;

    // 1.5·2²³: adding it to |x| < 2²² rounds x to an integer and leaves that integer in the low bits.
    private const float Magic = 12582912f;
    private const uint MagicBits = 0x4B400000;

    /// <inheritdoc cref="VectorMath.Exp(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V Exp(V x)
    {
        // −∞ … −105 give 0 and 89 … ∞ give ∞ in any case; the constant first lets NaN pass.
        V y = S.Min(S.Splat(89f), S.Max(S.Splat(-105f), x));
        V shifted = S.Fma(y, S.Splat(Log2E), S.Splat(Magic));
        V n = S.Sub(shifted, S.Splat(Magic));
        V r = S.Fnma(n, S.Splat(Ln2Low), S.Fnma(n, S.Splat(Ln2High), y));
        V p = S.Add(S.Fma(S.Mul(r, r), ExpPolynomial(r), r), S.Splat(1f));
        return Scale(p, S.SubBits(shifted, S.Bits(MagicBits)));
    }

    /// <inheritdoc cref="VectorMath.Expm1(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V Expm1(V x)
    {
        // Below −20 the result is −1.
        V y = S.Min(S.Splat(89f), S.Max(S.Splat(-20f), x));
        V shifted = S.Fma(y, S.Splat(Log2E), S.Splat(Magic));
        V n = S.Sub(shifted, S.Splat(Magic));
        V exact = S.Fnma(n, S.Splat(Ln2High), y);
        V r = S.Fnma(n, S.Splat(Ln2Low), exact);
        V low = S.Fnma(n, S.Splat(Ln2Low), S.Sub(exact, r));

        // t = eʳ − 1 as high + low; then 2ⁿ·t + (2ⁿ − 1), everything halved so that 2¹²⁸ stays in range.
        V rest = S.Fma(S.Mul(r, r), ExpPolynomial(r), S.Fma(r, low, low));
        V high = S.Add(r, rest);
        low = S.Add(S.Sub(r, high), rest);
        V scale = S.ShiftLeft(S.AddBits(S.SubBits(shifted, S.Bits(MagicBits)), S.Bits(126)), 23);
        V offset = S.Sub(scale, S.Splat(0.5f));
        V sum = S.Fma(scale, high, offset);
        V lost = S.Fma(scale, high, S.Sub(offset, sum));
        V result = S.Mul(S.Add(sum, S.Fma(scale, low, lost)), S.Splat(2f));
        V tiny = S.Less(S.And(x, S.Bits(0x7FFF_FFFF)), S.Splat(2.98e-8f));
        return S.Select(tiny, x, S.Select(S.Less(S.Splat(88.8f), x), S.Splat(float.PositiveInfinity), result));
    }

    /// <summary>(eʳ − 1 − r) ÷ r² for |r| ≤ ½·ln 2, to 2⁻²⁸ of eʳ.</summary>
    [MethodImpl(Jit.Inline)]
    private static V ExpPolynomial(V r)
    {
        V q = S.Splat(0.00138389040f);
        q = S.Fma(q, r, S.Splat(0.00836919248f));
        q = S.Fma(q, r, S.Splat(0.0416681021f));
        q = S.Fma(q, r, S.Splat(0.166665167f));
        q = S.Fma(q, r, S.Splat(0.49999994f));
        return q;
    }

    /// <summary>a·2ⁿ in two multiplications, so that n may run from −252 to 254 and a subnormal result is rounded once.</summary>
    [MethodImpl(Jit.Inline)]
    private static V Scale(V a, V n)
    {
        V half = S.ShiftRight(n, 1);
        return S.Mul(S.Mul(a, PowerOfTwo(half)), PowerOfTwo(S.SubBits(n, half)));
    }

    /// <summary>2ⁿ for an integer n from −126 to 127.</summary>
    [MethodImpl(Jit.Inline)]
    private static V PowerOfTwo(V n) => S.ShiftLeft(S.AddBits(n, S.Bits(127)), 23);

    /// <summary>
    /// e^(x + xLow) = (high + low)·2ⁿ with high + low in [0.7, 1.42], for x in [−150, 89] and xLow far below x: some 30 bits.
    /// </summary>
    [MethodImpl(Jit.Inline)]
    private static void ExpParts(V x, V xLow, out V high, out V low, out V n)
    {
        V shifted = S.Fma(x, S.Splat(Log2E), S.Splat(Magic));
        V count = S.Sub(shifted, S.Splat(Magic));
        V exact = S.Fnma(count, S.Splat(Ln2High), x);
        V r = S.Fnma(count, S.Splat(Ln2Low), exact);
        V rLow = S.Add(S.Fnma(count, S.Splat(Ln2Low), S.Sub(exact, r)), xLow);

        // 1 + r in two parts; to the lower one r²·q, and rLow times all of it.
        V sum = S.Add(S.Splat(1f), r);
        V rest = S.Fma(S.Mul(r, r), ExpPolynomial(r), S.Add(S.Sub(S.Splat(1f), sum), r));
        rest = S.Fma(rLow, S.Add(sum, rest), rest);
        high = S.Add(sum, rest);
        low = S.Add(S.Sub(sum, high), rest);
        n = S.SubBits(shifted, S.Bits(MagicBits));
    }
}
