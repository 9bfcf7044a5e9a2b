using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

public abstract partial class VectorMath
{
    /// <summary>
    /// Φ(x), the distribution function of the standard normal distribution, ½·(1 + erf(x ÷ √2)), to full precision in its lower tail, down
    /// to the subnormal numbers at −14.17: +0 for −∞, 1 for ∞.
    /// </summary>
    [MethodImpl(Jit.Inline)]
    public static float NormalCdf(float x) => VectorOps<Simd1, float>.NormalCdf(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double NormalCdf(double x)
    {
        if (Math.Abs(x) < 3) return 0.5 + CentralArea(x);

        // φ(a) ÷ (a + 1 ÷ (a + 2 ÷ (a + 3 ÷ …))).
        double a = Math.Min(Math.Abs(x), 40), fraction = 0;
        for (int k = (int)(24 + 700 / (a * a)); k > 0; k--)
            fraction = k / (a + fraction);

        double tail = NormalPdf(a) / (a + fraction);
        return double.IsNaN(x) ? x : x < 0 ? tail : 1 - tail;
    }

    /// <summary>φ(x), the density of the standard normal distribution, e^(−x²/2) ÷ √(2π), down to the subnormal numbers.</summary>
    [MethodImpl(Jit.Inline)]
    public static float NormalPdf(float x) => VectorOps<Simd1, float>.NormalPdf(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double NormalPdf(double x) => Math.Exp(-0.5 * x * x) * 0.39894228040143267794;

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

public abstract partial class VectorOps<S, V>
{
    // 1 ÷ √(2π) as a sum of two floats.
    private const float InverseRootTwoPi = 0.398942292f, InverseRootTwoPiLow = -1.13351701e-8f;

    /// <inheritdoc cref="VectorMath.NormalCdf(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V NormalCdf(V x)
    {
        // ½ + x·q(x²) below 0.6 in magnitude, the leading term in two parts: the last addition alone rounds, which keeps the function
        // monotone.
        V square = S.Mul(x, x);
        V q = S.Splat(-8.66490336e-06f);
        q = S.Fma(q, square, S.Splat(0.000115070907f));
        q = S.Fma(q, square, S.Splat(-0.00118724559f));
        q = S.Fma(q, square, S.Splat(0.00997354742f));
        q = S.Fma(q, square, S.Splat(-0.066490382f));
        q = S.Fma(q, square, S.Splat(-1.13416432e-08f));
        V half = S.Splat(0.5f), slope = S.Splat(InverseRootTwoPi);
        V line = S.Fma(x, slope, half);
        V lineLow = S.Fma(x, slope, S.Sub(half, line));
        V central = S.Add(line, S.Fma(x, q, lineLow));

        // Φ(−a) = e^(−a²/2)·w·p(w − t₀), w = 1 ÷ (a + 2.5), each factor as high + low.
        V a = S.Min(S.Splat(14.6f), S.And(x, S.Bits(0x7FFF_FFFF)));
        V aSquare = S.Mul(a, a);
        V aSquareLow = S.Fnma(a, a, aSquare);
        ExpParts(S.Mul(S.Splat(-0.5f), aSquare), S.Mul(half, aSquareLow), out V high, out V low, out V n);
        V shift = S.Splat(2.5f);
        V d = S.Add(a, shift);
        V back = S.Sub(d, a);
        V dLow = S.Add(S.Sub(a, S.Sub(d, back)), S.Sub(shift, back));
        V one = S.Splat(1f);
        V w = S.Div(one, d);
        V wLow = S.Mul(w, S.Fnma(w, dLow, S.Fnma(w, d, one)));
        V t = S.Add(S.Sub(w, S.Splat(0.190882072f)), wLow);
        V p = S.Splat(339.075714f);
        p = S.Fma(p, t, S.Splat(-157.21788f));
        p = S.Fma(p, t, S.Splat(-45.0550613f));
        p = S.Fma(p, t, S.Splat(42.920105f));
        p = S.Fma(p, t, S.Splat(2.7799077f));
        p = S.Fma(p, t, S.Splat(-10.4231071f));
        p = S.Fma(p, t, S.Splat(-0.777568281f));
        p = S.Fma(p, t, S.Splat(3.32612634f));
        p = S.Fma(p, t, S.Splat(2.10803127f));
        V start = S.Splat(0.687159896f);
        V sum = S.Fma(t, p, start);
        V sumLow = S.Add(S.Fma(t, p, S.Sub(start, sum)), S.Splat(2.15160583e-08f));
        V mills = S.Mul(w, sum);
        V millsLow = S.Add(Residue(w, sum, mills), S.Fma(w, sumLow, S.Mul(wLow, sum)));
        V product = S.Mul(high, mills);
        V productLow = S.Add(Residue(high, mills, product), S.Fma(high, millsLow, S.Mul(low, mills)));

        V lower = Scale(S.Add(product, productLow), n);
        V tail = Scale(product, n), tailLow = Scale(productLow, n);
        V upper = S.Sub(one, tail);
        upper = S.Add(upper, S.Sub(S.Sub(S.Sub(one, upper), tail), tailLow));
        V outer = S.Select(S.Less(x, S.Splat(0f)), lower, upper);
        return S.Select(S.Less(S.And(x, S.Bits(0x7FFF_FFFF)), S.Splat(0.6f)), central, outer);
    }

    /// <inheritdoc cref="VectorMath.NormalPdf(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V NormalPdf(V x)
    {
        V a = S.Min(S.Splat(15f), S.And(x, S.Bits(0x7FFF_FFFF)));
        V square = S.Mul(a, a);
        V squareLow = S.Fnma(a, a, square);
        ExpParts(S.Mul(S.Splat(-0.5f), square), S.Mul(S.Splat(0.5f), squareLow), out V high, out V low, out V n);
        V factor = S.Splat(InverseRootTwoPi);
        V product = S.Mul(high, factor);
        V productLow = S.Add(Residue(high, factor, product), S.Fma(high, S.Splat(InverseRootTwoPiLow), S.Mul(low, factor)));
        return Scale(S.Add(product, productLow), n);
    }

    /// <summary>What a·b lost when it was rounded to <paramref name="product"/>, exactly.</summary>
    [MethodImpl(Jit.Inline)]
    private static V Residue(V a, V b, V product) => S.Fma(a, b, S.Xor(product, S.Bits(0x8000_0000)));
}
