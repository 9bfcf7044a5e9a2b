using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

public static partial class VectorMath
{
    /// <summary>tanh x: odd to the bit, ±1 from ±9.02 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => Tanh<Simd512, Vector512<float>>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) =>
        SimdAvx2.IsSupported ? Tanh<SimdAvx2, Vector256<float>>(x) : Tanh<Simd256, Vector256<float>>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) => Tanh<Simd128, Vector128<float>>(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => Tanh<Simd1, float>(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>1 ÷ (1 + e⁻ˣ): +0 for −∞, right into the subnormal numbers, 1 for ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Sigmoid<Simd512, Vector512<float>>(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) =>
        SimdAvx2.IsSupported ? Sigmoid<SimdAvx2, Vector256<float>>(x) : Sigmoid<Simd256, Vector256<float>>(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => Sigmoid<Simd128, Vector128<float>>(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => Sigmoid<Simd1, float>(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Sigmoid(double x)
    {
        double z = Math.Exp(-Math.Abs(x));
        return x < 0 ? z / (1 + z) : 1 / (1 + z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Tanh<S, V>(V x)
        where S : struct, ISimd<V>
        where V : struct
    {
        V sign = S.And(x, S.Bits(0x8000_0000));
        V a = S.Xor(x, sign);

        // x + x³·q(x²) below 0.625, q to 2⁻²⁷ of the result.
        V square = S.Multiply(a, a);
        V q = S.Create(-0.00569229620f);
        q = S.Fma(q, square, S.Create(0.0206281673f));
        q = S.Fma(q, square, S.Create(-0.0537365153f));
        q = S.Fma(q, square, S.Create(0.133314058f));
        q = S.Fma(q, square, S.Create(-0.333332807f));
        V small = S.Fma(S.Multiply(a, square), q, a);

        // 1 − 2 ÷ (e²ˣ + 1) above; from 10 on it is 1, and NaN passes.
        V doubled = S.Min(S.Create(20f), S.Add(a, a));
        V shifted = S.Fma(doubled, S.Create(Log2E), S.Create(Magic));
        V n = S.Subtract(shifted, S.Create(Magic));
        V r = S.Fnma(n, S.Create(Ln2Low), S.Fnma(n, S.Create(Ln2High), doubled));
        V p = S.Add(S.Fma(S.Multiply(r, r), ExpPolynomial<S, V>(r), r), S.Create(1f));
        V e = S.Multiply(p, PowerOfTwo<S, V>(S.SubtractBits(shifted, S.Bits(MagicBits))));
        V large = S.Subtract(S.Create(1f), S.Divide(S.Create(2f), S.Add(e, S.Create(1f))));
        return S.Or(S.Select(S.Less(a, S.Create(0.625f)), small, large), sign);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sigmoid<S, V>(V x)
        where S : struct, ISimd<V>
        where V : struct
    {
        // z = e^−|x| = (high + low)·2ⁿ; the result is 1 ÷ (1 + z), or (high + low) ÷ (1 + z)·2ⁿ below zero.
        V one = S.Create(1f), zero = S.Create(0f);
        V negative = S.Less(x, zero);
        V y = S.Max(S.Create(-105f), S.Or(x, S.Bits(0x8000_0000)));
        ExpParts<S, V>(y, zero, out V high, out V low, out V n);
        V half = S.ShiftRight(n, 1);
        V first = PowerOfTwo<S, V>(half), second = PowerOfTwo<S, V>(S.SubtractBits(n, half));
        V scale = S.Multiply(first, second);
        V z = S.Multiply(high, scale);
        V d = S.Add(one, z);
        V dLow = S.Fma(low, scale, S.Add(S.Subtract(one, d), z));
        V numerator = S.Select(negative, high, one);
        V numeratorLow = S.Select(negative, low, zero);

        // One division, and one step of Newton's on the quotient with the residual found by fused multiply-adds.
        V reciprocal = S.Divide(one, d);
        V quotient = S.Multiply(numerator, reciprocal);
        V residual = S.Add(S.Fnma(quotient, d, numerator), S.Fnma(quotient, dLow, numeratorLow));
        quotient = S.Fma(residual, reciprocal, quotient);
        return S.Select(negative, S.Multiply(S.Multiply(quotient, first), second), quotient);
    }
}
