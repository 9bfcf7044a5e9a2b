using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

public static partial class VectorMath
{
    /// <summary>ln x: −∞ for ±0, NaN below, ∞ for ∞; right for subnormal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) => Log<Simd512, Vector512<float>>(x);

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x) =>
        SimdAvx2.IsSupported ? Log<SimdAvx2, Vector256<float>>(x) : Log<Simd256, Vector256<float>>(x);

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) => Log<Simd128, Vector128<float>>(x);

    /// <inheritdoc cref="Log(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => Log<Simd1, float>(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <summary>ln(1 + x), as good for small x: −0 stays, −∞ for −1, NaN below, ∞ for ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1p(Vector512<float> x) => Log1p<Simd512, Vector512<float>>(x);

    /// <inheritdoc cref="Log1p(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log1p(Vector256<float> x) =>
        SimdAvx2.IsSupported ? Log1p<SimdAvx2, Vector256<float>>(x) : Log1p<Simd256, Vector256<float>>(x);

    /// <inheritdoc cref="Log1p(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log1p(Vector128<float> x) => Log1p<Simd128, Vector128<float>>(x);

    /// <inheritdoc cref="Log1p(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log1p(float x) => Log1p<Simd1, float>(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;

        // ln u·x ÷ (u − 1): the rounding error of u is above and below and cancels (Kahan).
        return u == 1 ? x : double.IsInfinity(u) || u <= 0 ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log<S, V>(V x)
        where S : struct, ISimd<V>
        where V : struct
    {
        // Subnormal numbers are scaled by 2²³ first.
        V subnormal = S.Less(x, S.Bits(0x0080_0000));
        V y = S.Select(subnormal, S.Multiply(x, S.Create(8388608f)), x);
        V exponent = Exponent<S, V>(y);
        V f = S.Subtract(S.SubtractBits(y, S.ShiftLeft(exponent, 23)), S.Create(1f));
        V k = S.Subtract(ToFloat<S, V>(exponent), S.Select(subnormal, S.Create(23f), S.Create(0f)));
        V special = S.Select(S.Equal(x, S.Create(0f)), S.Create(float.NegativeInfinity), S.Select(S.Less(x, S.Create(0f)), S.Create(float.NaN), x));
        V ordinary = S.And(S.Less(S.Create(0f), x), S.Less(x, S.Create(float.PositiveInfinity)));
        return S.Select(ordinary, Log1pScaled<S, V>(f, k), special);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1p<S, V>(V x)
        where S : struct, ISimd<V>
        where V : struct
    {
        // u + lost is 1 + x exactly.
        V one = S.Create(1f);
        V u = S.Add(one, x);
        V back = S.Subtract(u, one);
        V lost = S.Add(S.Subtract(one, S.Subtract(u, back)), S.Subtract(x, back));

        // 1 + x = 2ᵏ·(1 + f); what u lost goes into f, except where it is past the last bit.
        V exponent = Exponent<S, V>(u);
        V power = S.ShiftLeft(exponent, 23);
        V correction = S.Multiply(lost, S.SubtractBits(one, power));
        correction = S.Select(S.Less(x, S.Create(33554432f)), correction, S.Create(0f));
        V f = S.Add(S.Subtract(S.SubtractBits(u, power), one), correction);
        V special = S.Select(S.Equal(x, S.Create(-1f)), S.Create(float.NegativeInfinity), S.Select(S.Less(x, S.Create(-1f)), S.Create(float.NaN), x));
        V ordinary = S.And(S.Less(S.Create(-1f), x), S.Less(x, S.Create(float.PositiveInfinity)));
        return S.Select(S.Equal(x, S.Create(0f)), x, S.Select(ordinary, Log1pScaled<S, V>(f, ToFloat<S, V>(exponent)), special));
    }

    /// <summary>The exponent k, as an integer, of x = 2ᵏ·m with m in [√½, √2), for x above 0 and normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exponent<S, V>(V x)
        where S : struct, ISimd<V>
        where V : struct => S.ShiftRight(S.SubtractBits(x, S.Bits(0x3F35_04F3)), 23);

    /// <summary>An integer below 2²² in magnitude as a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ToFloat<S, V>(V integer)
        where S : struct, ISimd<V>
        where V : struct => S.Subtract(S.AddBits(integer, S.Bits(MagicBits)), S.Create(Magic));

    /// <summary>k·ln 2 + ln(1 + f) for f in [√½ − 1, √2 − 1]: f − f²/2 + f³·q(f), q to 2⁻³⁰ of the logarithm; the small terms first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log1pScaled<S, V>(V f, V k)
        where S : struct, ISimd<V>
        where V : struct
    {
        V q = S.Create(0.0674673617f);
        q = S.Fma(q, f, S.Create(-0.116758205f));
        q = S.Fma(q, f, S.Create(0.118882127f));
        q = S.Fma(q, f, S.Create(-0.124055669f));
        q = S.Fma(q, f, S.Create(0.142195433f));
        q = S.Fma(q, f, S.Create(-0.166679963f));
        q = S.Fma(q, f, S.Create(0.200021192f));
        q = S.Fma(q, f, S.Create(-0.250000089f));
        q = S.Fma(q, f, S.Create(0.333333135f));
        V square = S.Multiply(f, f);
        V rest = S.Fma(k, S.Create(Ln2Low), S.Multiply(S.Multiply(square, f), q));
        rest = S.Fma(S.Create(-0.5f), square, rest);
        return S.Fma(k, S.Create(Ln2High), S.Add(f, rest));
    }
}
