using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

public abstract partial class VectorMath
{
    /// <summary>ln x: −∞ for ±0, NaN below, ∞ for ∞; right for subnormal numbers.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Log(float x) => VectorOps<Simd1, float>.Log(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <summary>ln(1 + x), as good for small x: −0 stays, −∞ for −1, NaN below, ∞ for ∞.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Log1p(float x) => VectorOps<Simd1, float>.Log1p(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;

        // ln u·x ÷ (u − 1): the rounding error of u is above and below and cancels (Kahan).
        return u == 1 ? x : double.IsInfinity(u) || u <= 0 ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }
}

public abstract partial class VectorOps<S, V>
{
    /// <inheritdoc cref="VectorMath.Log(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V Log(V x)
    {
        // Subnormal numbers are scaled by 2²³ first.
        V subnormal = S.Less(x, S.Bits(0x0080_0000));
        V y = S.Select(subnormal, S.Mul(x, S.Splat(8388608f)), x);
        V exponent = Exponent(y);
        V f = S.Sub(S.SubBits(y, S.ShiftLeft(exponent, 23)), S.Splat(1f));
        V k = S.Sub(ToFloat(exponent), S.Select(subnormal, S.Splat(23f), S.Splat(0f)));
        V special = S.Select(S.Equal(x, S.Splat(0f)), S.Splat(float.NegativeInfinity),
            S.Select(S.Less(x, S.Splat(0f)), S.Splat(float.NaN), x));
        V ordinary = S.And(S.Less(S.Splat(0f), x), S.Less(x, S.Splat(float.PositiveInfinity)));
        return S.Select(ordinary, Log1pScaled(f, k), special);
    }

    /// <inheritdoc cref="VectorMath.Log1p(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V Log1p(V x)
    {
        // u + lost is 1 + x exactly.
        V one = S.Splat(1f);
        V u = S.Add(one, x);
        V back = S.Sub(u, one);
        V lost = S.Add(S.Sub(one, S.Sub(u, back)), S.Sub(x, back));

        // 1 + x = 2ᵏ·(1 + f); what u lost goes into f, except where it is past the last bit.
        V exponent = Exponent(u);
        V power = S.ShiftLeft(exponent, 23);
        V correction = S.Mul(lost, S.SubBits(one, power));
        correction = S.Select(S.Less(x, S.Splat(33554432f)), correction, S.Splat(0f));
        V f = S.Add(S.Sub(S.SubBits(u, power), one), correction);
        V special = S.Select(S.Equal(x, S.Splat(-1f)), S.Splat(float.NegativeInfinity),
            S.Select(S.Less(x, S.Splat(-1f)), S.Splat(float.NaN), x));
        V ordinary = S.And(S.Less(S.Splat(-1f), x), S.Less(x, S.Splat(float.PositiveInfinity)));
        return S.Select(S.Equal(x, S.Splat(0f)), x, S.Select(ordinary, Log1pScaled(f, ToFloat(exponent)), special));
    }

    /// <summary>The exponent k, as an integer, of x = 2ᵏ·m with m in [√½, √2), for x above 0 and normal.</summary>
    [MethodImpl(Jit.Inline)]
    private static V Exponent(V x) => S.ShiftRight(S.SubBits(x, S.Bits(0x3F35_04F3)), 23);

    /// <summary>An integer below 2²² in magnitude as a float.</summary>
    [MethodImpl(Jit.Inline)]
    private static V ToFloat(V integer) => S.Sub(S.AddBits(integer, S.Bits(MagicBits)), S.Splat(Magic));

    /// <summary>
    /// k·ln 2 + ln(1 + f) for f in [√½ − 1, √2 − 1]: f − f²/2 + f³·q(f), q to 2⁻³⁰ of the logarithm; the small terms first.
    /// </summary>
    [MethodImpl(Jit.Inline)]
    private static V Log1pScaled(V f, V k)
    {
        V q = S.Splat(0.0674673617f);
        q = S.Fma(q, f, S.Splat(-0.116758205f));
        q = S.Fma(q, f, S.Splat(0.118882127f));
        q = S.Fma(q, f, S.Splat(-0.124055669f));
        q = S.Fma(q, f, S.Splat(0.142195433f));
        q = S.Fma(q, f, S.Splat(-0.166679963f));
        q = S.Fma(q, f, S.Splat(0.200021192f));
        q = S.Fma(q, f, S.Splat(-0.250000089f));
        q = S.Fma(q, f, S.Splat(0.333333135f));
        V square = S.Mul(f, f);
        V rest = S.Fma(k, S.Splat(Ln2Low), S.Mul(S.Mul(square, f), q));
        rest = S.Fma(S.Splat(-0.5f), square, rest);
        return S.Fma(k, S.Splat(Ln2High), S.Add(f, rest));
    }
}
