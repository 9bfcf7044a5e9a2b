using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

public abstract partial class VectorMath
{
    /// <summary>tanh x: odd to the bit, ±1 from ±9.02 on.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Tanh(float x) => VectorOps<Simd1, float>.Tanh(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>1 ÷ (1 + e⁻ˣ): +0 for −∞, right into the subnormal numbers, 1 for ∞.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Sigmoid(float x) => VectorOps<Simd1, float>.Sigmoid(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Sigmoid(double x)
    {
        double z = Math.Exp(-Math.Abs(x));
        return x < 0 ? z / (1 + z) : 1 / (1 + z);
    }
}

public abstract partial class VectorOps<S, V>
{
    /// <inheritdoc cref="VectorMath.Tanh(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V Tanh(V x)
    {
        V sign = S.And(x, S.Bits(0x8000_0000));
        V a = S.Xor(x, sign);

        // x + x³·q(x²) below 0.625, q to 2⁻²⁷ of the result.
        V square = S.Mul(a, a);
        V q = S.Splat(-0.00569229620f);
        q = S.Fma(q, square, S.Splat(0.0206281673f));
        q = S.Fma(q, square, S.Splat(-0.0537365153f));
        q = S.Fma(q, square, S.Splat(0.133314058f));
        q = S.Fma(q, square, S.Splat(-0.333332807f));
        V small = S.Fma(S.Mul(a, square), q, a);

        // 1 − 2 ÷ (e²ˣ + 1) above; from 10 on it is 1, and NaN passes.
        V doubled = S.Min(S.Splat(20f), S.Add(a, a));
        V shifted = S.Fma(doubled, S.Splat(Log2E), S.Splat(Magic));
        V n = S.Sub(shifted, S.Splat(Magic));
        V r = S.Fnma(n, S.Splat(Ln2Low), S.Fnma(n, S.Splat(Ln2High), doubled));
        V p = S.Add(S.Fma(S.Mul(r, r), ExpPolynomial(r), r), S.Splat(1f));
        V e = S.Mul(p, PowerOfTwo(S.SubBits(shifted, S.Bits(MagicBits))));
        V large = S.Sub(S.Splat(1f), S.Div(S.Splat(2f), S.Add(e, S.Splat(1f))));
        return S.Or(S.Select(S.Less(a, S.Splat(0.625f)), small, large), sign);
    }

    /// <inheritdoc cref="VectorMath.Sigmoid(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V Sigmoid(V x)
    {
        // z = e^−|x| = (high + low)·2ⁿ; the result is 1 ÷ (1 + z), or (high + low) ÷ (1 + z)·2ⁿ below zero.
        V one = S.Splat(1f), zero = S.Splat(0f);
        V negative = S.Less(x, zero);
        V y = S.Max(S.Splat(-105f), S.Or(x, S.Bits(0x8000_0000)));
        ExpParts(y, zero, out V high, out V low, out V n);
        V half = S.ShiftRight(n, 1);
        V first = PowerOfTwo(half), second = PowerOfTwo(S.SubBits(n, half));
        V scale = S.Mul(first, second);
        V z = S.Mul(high, scale);
        V d = S.Add(one, z);
        V dLow = S.Fma(low, scale, S.Add(S.Sub(one, d), z));
        V numerator = S.Select(negative, high, one);
        V numeratorLow = S.Select(negative, low, zero);

        // One division, and one step of Newton's on the quotient with the residual found by fused multiply-adds.
        V reciprocal = S.Div(one, d);
        V quotient = S.Mul(numerator, reciprocal);
        V residual = S.Add(S.Fnma(quotient, d, numerator), S.Fnma(quotient, dLow, numeratorLow));
        quotient = S.Fma(residual, reciprocal, quotient);
        return S.Select(negative, S.Mul(S.Mul(quotient, first), second), quotient);
    }
}
