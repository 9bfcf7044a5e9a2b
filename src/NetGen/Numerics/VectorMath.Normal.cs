using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

public static partial class VectorMath
{
    // 1 ÷ √(2π) as a sum of two floats.
    private const float InverseRootTwoPi = 0.398942292f, InverseRootTwoPiLow = -1.13351701e-8f;

    /// <summary>
    /// Φ(x), the distribution function of the standard normal distribution, ½·(1 + erf(x ÷ √2)), to full precision in its lower tail, down to the
    /// subnormal numbers at −14.17: +0 for −∞, 1 for ∞.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalCdf(Vector512<float> x) => NormalCdf<Simd512, Vector512<float>>(x);

    /// <inheritdoc cref="NormalCdf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> NormalCdf(Vector256<float> x) =>
        SimdAvx2.IsSupported ? NormalCdf<SimdAvx2, Vector256<float>>(x) : NormalCdf<Simd256, Vector256<float>>(x);

    /// <inheritdoc cref="NormalCdf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NormalCdf(Vector128<float> x) => NormalCdf<Simd128, Vector128<float>>(x);

    /// <inheritdoc cref="NormalCdf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NormalCdf(float x) => NormalCdf<Simd1, float>(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double NormalCdf(double x)
    {
        if (Math.Abs(x) < 3)
        {
            return 0.5 + CentralArea(x);
        }

        // φ(a) ÷ (a + 1 ÷ (a + 2 ÷ (a + 3 ÷ …))).
        double a = Math.Min(Math.Abs(x), 40), fraction = 0;
        for (int k = (int)(24 + 700 / (a * a)); k > 0; k--)
        {
            fraction = k / (a + fraction);
        }

        double tail = NormalPdf(a) / (a + fraction);
        return double.IsNaN(x) ? x : x < 0 ? tail : 1 - tail;
    }

    /// <summary>φ(x), the density of the standard normal distribution, e^(−x²/2) ÷ √(2π), down to the subnormal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalPdf(Vector512<float> x) => NormalPdf<Simd512, Vector512<float>>(x);

    /// <inheritdoc cref="NormalPdf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> NormalPdf(Vector256<float> x) =>
        SimdAvx2.IsSupported ? NormalPdf<SimdAvx2, Vector256<float>>(x) : NormalPdf<Simd256, Vector256<float>>(x);

    /// <inheritdoc cref="NormalPdf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NormalPdf(Vector128<float> x) => NormalPdf<Simd128, Vector128<float>>(x);

    /// <inheritdoc cref="NormalPdf(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NormalPdf(float x) => NormalPdf<Simd1, float>(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double NormalPdf(double x) => Math.Exp(-0.5 * x * x) * 0.39894228040143267794;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V NormalCdf<S, V>(V x)
        where S : struct, ISimd<V>
        where V : struct
    {
        // ½ + x·q(x²) below 0.6 in magnitude, the leading term in two parts: the last addition alone rounds, which keeps the function monotone.
        V square = S.Multiply(x, x);
        V q = S.Create(-8.66490336e-06f);
        q = S.Fma(q, square, S.Create(0.000115070907f));
        q = S.Fma(q, square, S.Create(-0.00118724559f));
        q = S.Fma(q, square, S.Create(0.00997354742f));
        q = S.Fma(q, square, S.Create(-0.066490382f));
        q = S.Fma(q, square, S.Create(-1.13416432e-08f));
        V half = S.Create(0.5f), slope = S.Create(InverseRootTwoPi);
        V line = S.Fma(x, slope, half);
        V lineLow = S.Fma(x, slope, S.Subtract(half, line));
        V central = S.Add(line, S.Fma(x, q, lineLow));

        // Φ(−a) = e^(−a²/2)·w·p(w − t₀), w = 1 ÷ (a + 2.5), each factor as high + low.
        V a = S.Min(S.Create(14.6f), S.And(x, S.Bits(0x7FFF_FFFF)));
        V aSquare = S.Multiply(a, a);
        V aSquareLow = S.Fnma(a, a, aSquare);
        ExpParts<S, V>(S.Multiply(S.Create(-0.5f), aSquare), S.Multiply(half, aSquareLow), out V high, out V low, out V n);
        V shift = S.Create(2.5f);
        V d = S.Add(a, shift);
        V back = S.Subtract(d, a);
        V dLow = S.Add(S.Subtract(a, S.Subtract(d, back)), S.Subtract(shift, back));
        V one = S.Create(1f);
        V w = S.Divide(one, d);
        V wLow = S.Multiply(w, S.Fnma(w, dLow, S.Fnma(w, d, one)));
        V t = S.Add(S.Subtract(w, S.Create(0.190882072f)), wLow);
        V p = S.Create(339.075714f);
        p = S.Fma(p, t, S.Create(-157.21788f));
        p = S.Fma(p, t, S.Create(-45.0550613f));
        p = S.Fma(p, t, S.Create(42.920105f));
        p = S.Fma(p, t, S.Create(2.7799077f));
        p = S.Fma(p, t, S.Create(-10.4231071f));
        p = S.Fma(p, t, S.Create(-0.777568281f));
        p = S.Fma(p, t, S.Create(3.32612634f));
        p = S.Fma(p, t, S.Create(2.10803127f));
        V start = S.Create(0.687159896f);
        V sum = S.Fma(t, p, start);
        V sumLow = S.Add(S.Fma(t, p, S.Subtract(start, sum)), S.Create(2.15160583e-08f));
        V mills = S.Multiply(w, sum);
        V millsLow = S.Add(Residue<S, V>(w, sum, mills), S.Fma(w, sumLow, S.Multiply(wLow, sum)));
        V product = S.Multiply(high, mills);
        V productLow = S.Add(Residue<S, V>(high, mills, product), S.Fma(high, millsLow, S.Multiply(low, mills)));

        V lower = Scale<S, V>(S.Add(product, productLow), n);
        V tail = Scale<S, V>(product, n), tailLow = Scale<S, V>(productLow, n);
        V upper = S.Subtract(one, tail);
        upper = S.Add(upper, S.Subtract(S.Subtract(S.Subtract(one, upper), tail), tailLow));
        V outer = S.Select(S.Less(x, S.Create(0f)), lower, upper);
        return S.Select(S.Less(S.And(x, S.Bits(0x7FFF_FFFF)), S.Create(0.6f)), central, outer);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V NormalPdf<S, V>(V x)
        where S : struct, ISimd<V>
        where V : struct
    {
        V a = S.Min(S.Create(15f), S.And(x, S.Bits(0x7FFF_FFFF)));
        V square = S.Multiply(a, a);
        V squareLow = S.Fnma(a, a, square);
        ExpParts<S, V>(S.Multiply(S.Create(-0.5f), square), S.Multiply(S.Create(0.5f), squareLow), out V high, out V low, out V n);
        V factor = S.Create(InverseRootTwoPi);
        V product = S.Multiply(high, factor);
        V productLow = S.Add(Residue<S, V>(high, factor, product), S.Fma(high, S.Create(InverseRootTwoPiLow), S.Multiply(low, factor)));
        return Scale<S, V>(S.Add(product, productLow), n);
    }

    /// <summary>What a·b lost when it was rounded to <paramref name="product"/>, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Residue<S, V>(V a, V b, V product)
        where S : struct, ISimd<V>
        where V : struct => S.Fma(a, b, S.Xor(product, S.Bits(0x8000_0000)));

    /// <summary>Φ(x) − ½ in double: φ(x)·(x + x³/3 + x⁵/15 + …), terms of one sign.</summary>
    private static double CentralArea(double x)
    {
        double term = x, sum = x;
        for (int odd = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); odd += 2)
        {
            term *= x * x / odd;
            sum += term;
        }

        return sum * NormalPdf(x);
    }
}
