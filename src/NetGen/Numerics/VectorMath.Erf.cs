using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

public abstract partial class VectorMath
{
    /// <summary>The error function, 2/√π·∫₀ˣ e^(−t²) dt: odd to the bit, ±1 from ±3.92 on.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Erf(float x) => VectorOps<Simd1, float>.Erf(x);

    /// <summary>The same in double precision, for checks of gradients; not the same bits on every machine.</summary>
    public static double Erf(double x) =>
        Math.Abs(x) < 1 ? 2 * CentralArea(x * 1.4142135623730951) : Math.CopySign(1 - 2 * NormalCdf(-Math.Abs(x) * 1.4142135623730951), x);
}

public abstract partial class VectorOps<S, V>
{
    /// <inheritdoc cref="VectorMath.Erf(float)"/>
    [MethodImpl(Jit.Inline)]
    public static V Erf(V x)
    {
        V sign = S.And(x, S.Bits(0x8000_0000));
        V a = S.Xor(x, sign);

        // x + x·q(x²) below 0.92, q to 2⁻³⁰.
        V square = S.Mul(a, a);
        V q = S.Splat(7.99504851e-05f);
        q = S.Fma(q, square, S.Splat(-0.000804951473f));
        q = S.Fma(q, square, S.Splat(0.00519239251f));
        q = S.Fma(q, square, S.Splat(-0.0268557295f));
        q = S.Fma(q, square, S.Splat(0.112836257f));
        q = S.Fma(q, square, S.Splat(-0.376126289f));
        q = S.Fma(q, square, S.Splat(0.128379166f));
        V small = S.Fma(a, q, a);

        // 1 − e^−p(x) above, p being −ln(1 − erf x); from 4 on it is 1, and NaN passes.
        V y = S.Min(S.Splat(4f), a);
        V p = S.Splat(2.09100599e-05f);
        p = S.Fma(p, y, S.Splat(-0.000432308618f));
        p = S.Fma(p, y, S.Splat(0.00416055322f));
        p = S.Fma(p, y, S.Splat(-0.0250915624f));
        p = S.Fma(p, y, S.Splat(0.108236715f));
        p = S.Fma(p, y, S.Splat(0.633386552f));

        // The last two steps keep what the one before the last loses: p then grows from float to float, and with it the result.
        V slope = S.Splat(1.12949514f);
        V sum = S.Fma(p, y, slope);
        V lost = S.Fma(p, y, S.Sub(slope, sum));
        p = S.Fma(sum, y, S.Fma(lost, y, S.Splat(-0.000170560044f)));
        V large = S.Sub(S.Splat(1f), Exp(S.Xor(p, S.Bits(0x8000_0000))));
        return S.Or(S.Select(S.Less(a, S.Splat(0.920000017f)), small, large), sign);
    }
}
