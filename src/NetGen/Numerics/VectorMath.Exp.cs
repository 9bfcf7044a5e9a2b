using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>
/// Elementary functions of NetGen's own: no function of the platform's mathematical library, so that every processor and every vector width gives
/// the same bits. The float overloads agree to the bit; their largest errors over all floats are in docs/numerics.md.
/// </summary>
public static partial class VectorMath
{
    private const float Log2E = 1.44269502f;

    // ln 2 as a sum of two floats. n·Ln2High loses nothing in x − n·Ln2High: the difference is a multiple of 2⁻²⁵ below one half.
    private const float Ln2High = 0.693147182f, Ln2Low = -1.90465421e-9f;

    // 1.5·2²³: adding it to |x| < 2²² rounds x to an integer and leaves that integer in the low bits.
    private const float Magic = 12582912f;
    private const uint MagicBits = 0x4B400000;

    /// <summary>eˣ: e^−∞ = +0, overflow gives ∞ above 88.72283, subnormal results round once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x) => Exp<Simd512, Vector512<float>>(x);

    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x) =>
        SimdAvx2.IsSupported ? Exp<SimdAvx2, Vector256<float>>(x) : Exp<Simd256, Vector256<float>>(x);

    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x) => Exp<Simd128, Vector128<float>>(x);

    /// <inheritdoc cref="Exp(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => Exp<Simd1, float>(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>eˣ − 1 without cancellation: −0 and numbers too small to matter come back as they are; −1 for −∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Expm1(Vector512<float> x) => Expm1<Simd512, Vector512<float>>(x);

    /// <inheritdoc cref="Expm1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Expm1(Vector256<float> x) =>
        SimdAvx2.IsSupported ? Expm1<SimdAvx2, Vector256<float>>(x) : Expm1<Simd256, Vector256<float>>(x);

    /// <inheritdoc cref="Expm1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Expm1(Vector128<float> x) => Expm1<Simd128, Vector128<float>>(x);

    /// <inheritdoc cref="Expm1(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Expm1(float x) => Expm1<Simd1, float>(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Expm1(double x)
    {
        double e = Math.Exp(x);
        if (e == 1)
        {
            return x;
        }

        // (e − 1)·x ÷ ln e: the rounding error of e is above and below and cancels (Kahan).
        return e - 1 == -1 || double.IsInfinity(e) ? e - 1 : (e - 1) * (x / Math.Log(e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp<S, V>(V x)
        where S : struct, ISimd<V>
        where V : struct
    {
        // −∞ … −105 give 0 and 89 … ∞ give ∞ in any case; the constant first lets NaN pass.
        V y = S.Min(S.Create(89f), S.Max(S.Create(-105f), x));
        V shifted = S.Fma(y, S.Create(Log2E), S.Create(Magic));
        V n = S.Subtract(shifted, S.Create(Magic));
        V r = S.Fnma(n, S.Create(Ln2Low), S.Fnma(n, S.Create(Ln2High), y));
        V p = S.Add(S.Fma(S.Multiply(r, r), ExpPolynomial<S, V>(r), r), S.Create(1f));
        return Scale<S, V>(p, S.SubtractBits(shifted, S.Bits(MagicBits)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Expm1<S, V>(V x)
        where S : struct, ISimd<V>
        where V : struct
    {
        // Below −20 the result is −1.
        V y = S.Min(S.Create(89f), S.Max(S.Create(-20f), x));
        V shifted = S.Fma(y, S.Create(Log2E), S.Create(Magic));
        V n = S.Subtract(shifted, S.Create(Magic));
        V exact = S.Fnma(n, S.Create(Ln2High), y);
        V r = S.Fnma(n, S.Create(Ln2Low), exact);
        V low = S.Fnma(n, S.Create(Ln2Low), S.Subtract(exact, r));

        // t = eʳ − 1 as high + low; then 2ⁿ·t + (2ⁿ − 1), everything halved so that 2¹²⁸ stays in range.
        V rest = S.Fma(S.Multiply(r, r), ExpPolynomial<S, V>(r), S.Fma(r, low, low));
        V high = S.Add(r, rest);
        low = S.Add(S.Subtract(r, high), rest);
        V scale = S.ShiftLeft(S.AddBits(S.SubtractBits(shifted, S.Bits(MagicBits)), S.Bits(126)), 23);
        V offset = S.Subtract(scale, S.Create(0.5f));
        V sum = S.Fma(scale, high, offset);
        V lost = S.Fma(scale, high, S.Subtract(offset, sum));
        V result = S.Multiply(S.Add(sum, S.Fma(scale, low, lost)), S.Create(2f));
        V tiny = S.Less(S.And(x, S.Bits(0x7FFF_FFFF)), S.Create(2.98e-8f));
        return S.Select(tiny, x, S.Select(S.Less(S.Create(88.8f), x), S.Create(float.PositiveInfinity), result));
    }

    /// <summary>(eʳ − 1 − r) ÷ r² for |r| ≤ ½·ln 2, to 2⁻²⁸ of eʳ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpPolynomial<S, V>(V r)
        where S : struct, ISimd<V>
        where V : struct
    {
        V q = S.Create(0.00138389040f);
        q = S.Fma(q, r, S.Create(0.00836919248f));
        q = S.Fma(q, r, S.Create(0.0416681021f));
        q = S.Fma(q, r, S.Create(0.166665167f));
        q = S.Fma(q, r, S.Create(0.49999994f));
        return q;
    }

    /// <summary>a·2ⁿ in two multiplications, so that n may run from −252 to 254 and a subnormal result is rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scale<S, V>(V a, V n)
        where S : struct, ISimd<V>
        where V : struct
    {
        V half = S.ShiftRight(n, 1);
        return S.Multiply(S.Multiply(a, PowerOfTwo<S, V>(half)), PowerOfTwo<S, V>(S.SubtractBits(n, half)));
    }

    /// <summary>2ⁿ for an integer n from −126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwo<S, V>(V n)
        where S : struct, ISimd<V>
        where V : struct => S.ShiftLeft(S.AddBits(n, S.Bits(127)), 23);

    /// <summary>e^(x + xLow) = (high + low)·2ⁿ with high + low in [0.7, 1.42], for x in [−150, 89] and xLow far below x: some 30 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExpParts<S, V>(V x, V xLow, out V high, out V low, out V n)
        where S : struct, ISimd<V>
        where V : struct
    {
        V shifted = S.Fma(x, S.Create(Log2E), S.Create(Magic));
        V count = S.Subtract(shifted, S.Create(Magic));
        V exact = S.Fnma(count, S.Create(Ln2High), x);
        V r = S.Fnma(count, S.Create(Ln2Low), exact);
        V rLow = S.Add(S.Fnma(count, S.Create(Ln2Low), S.Subtract(exact, r)), xLow);

        // 1 + r in two parts; to the lower one r²·q, and rLow times all of it.
        V sum = S.Add(S.Create(1f), r);
        V rest = S.Fma(S.Multiply(r, r), ExpPolynomial<S, V>(r), S.Add(S.Subtract(S.Create(1f), sum), r));
        rest = S.Fma(rLow, S.Add(sum, rest), rest);
        high = S.Add(sum, rest);
        low = S.Add(S.Subtract(sum, high), rest);
        n = S.SubtractBits(shifted, S.Bits(MagicBits));
    }
}
