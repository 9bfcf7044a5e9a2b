using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Each operation of a vector has in every lane the bits that C# gives for one number, and a fused multiply-add rounds once.
/// </summary>
public class SimdTests
{
    private static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 1.1754944e-38f, -1.1754942e-38f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1.5f, 0.33333334f, 16777216f, 1e-30f, -3e30f,
    ];

    [Fact]
    public void The_emulated_fused_multiply_add_rounds_once()
    {
        var random = new Random(1);
        foreach (float a in Special)
        {
            foreach (float b in Special)
            {
                foreach (float c in Special)
                    Same(Exact(a, b, c), FmaEmulation.Fma(a, b, c), $"fma({a:R}, {b:R}, {c:R})");
            }
        }

        for (int i = 0; i < 300_000; i++)
        {
            (float a, float b, float c) = Hard(random, i);
            Same(Exact(a, b, c), FmaEmulation.Fma(a, b, c), $"fma({a:R}, {b:R}, {c:R})");
        }
    }

    [Fact]
    public void Fused_multiply_add_is_exact_in_every_width()
    {
        // (1 + 2⁻¹²)² − (1 + 2⁻¹¹) = 2⁻²⁴ exactly; rounded twice it is 0.
        float a = 1f + 1f / 4096, c = -(1f + 1f / 2048);
        const float Exact = 1f / 16777216;
        Assert.Equal(Exact, Simd1.Fma(a, a, c));
        Assert.Equal(Vector128.Create(Exact), Simd128.Fma(Vector128.Create(a), Vector128.Create(a), Vector128.Create(c)));
        if (Simd256.IsSupported)
            Assert.Equal(Vector256.Create(Exact), Simd256.Fma(Vector256.Create(a), Vector256.Create(a), Vector256.Create(c)));
        Assert.Equal(Vector512.Create(Exact), Simd512.Fma(Vector512.Create(a), Vector512.Create(a), Vector512.Create(c)));
        Assert.Equal(Vector128.Create(Exact), FmaEmulation.Fma(Vector128.Create(a), Vector128.Create(a), Vector128.Create(c)));
        Assert.Equal(-Exact, Simd1.Fnma(a, a, -c));
        Assert.Equal(Vector128.Create(-Exact), Simd128.Fnma(Vector128.Create(a), Vector128.Create(a), Vector128.Create(-c)));
        if (Simd256.IsSupported)
            Assert.Equal(Vector256.Create(-Exact), Simd256.Fnma(Vector256.Create(a), Vector256.Create(a), Vector256.Create(-c)));
        Assert.Equal(Vector512.Create(-Exact), Simd512.Fnma(Vector512.Create(a), Vector512.Create(a), Vector512.Create(-c)));
    }

    [Fact]
    public void Every_operation_does_in_every_lane_what_the_scalar_one_does()
    {
        Check<Simd128, Vector128<float>>();
        if (Simd256.IsSupported) Check<Simd256, Vector256<float>>();
        Check<Simd512, Vector512<float>>();
    }

    [Fact]
    public void Max_and_min_are_the_expressions_they_stand_for()
    {
        Assert.Equal(int.MinValue, BitConverter.SingleToInt32Bits(Simd1.Max(0f, -0f)));
        Assert.Equal(0, BitConverter.SingleToInt32Bits(Simd1.Max(-0f, 0f)));
        Assert.Equal(1f, Simd1.Max(float.NaN, 1f));
        Assert.True(float.IsNaN(Simd1.Max(1f, float.NaN)));
        Assert.Equal(1f, Simd1.Min(float.NaN, 1f));
        Assert.True(float.IsNaN(Simd1.Min(1f, float.NaN)));
        Assert.Equal(int.MinValue, BitConverter.SingleToInt32Bits(Simd1.Min(0f, -0f)));
    }

    private static void Check<S, V>()
        where S : struct, ISimd<V>
        where V : struct
    {
        for (int ia = 0; ia < Special.Length; ia++)
        {
            for (int ib = 0; ib < Special.Length; ib++)
            {
                // Every lane gets other values.
                float[] a = new float[S.Count], b = new float[S.Count], c = new float[S.Count];
                for (int i = 0; i < S.Count; i++)
                {
                    a[i] = Special[(ia + i) % Special.Length];
                    b[i] = Special[(ib + i * 5) % Special.Length];
                    c[i] = Special[(ia + ib + i * 7) % Special.Length];
                }

                V x = S.Load(ref a[0], 0), y = S.Load(ref b[0], 0), z = S.Load(ref c[0], 0);
                Lanes<S, V>(S.Add(x, y), i => Simd1.Add(a[i], b[i]), "add");
                Lanes<S, V>(S.Sub(x, y), i => Simd1.Sub(a[i], b[i]), "subtract");
                Lanes<S, V>(S.Mul(x, y), i => Simd1.Mul(a[i], b[i]), "multiply");
                Lanes<S, V>(S.Div(x, y), i => Simd1.Div(a[i], b[i]), "divide");
                Lanes<S, V>(S.Sqrt(x), i => Simd1.Sqrt(a[i]), "sqrt");
                Lanes<S, V>(S.Fma(x, y, z), i => Simd1.Fma(a[i], b[i], c[i]), "fma");
                Lanes<S, V>(S.Fnma(x, y, z), i => Simd1.Fnma(a[i], b[i], c[i]), "fnma");
                Lanes<S, V>(S.Max(x, y), i => a[i] > b[i] ? a[i] : b[i], "max");
                Lanes<S, V>(S.Min(x, y), i => a[i] < b[i] ? a[i] : b[i], "min");
                Bits<S, V>(S.Less(x, y), i => a[i] < b[i] ? -1 : 0, "less");
                Bits<S, V>(S.LessOrEqual(x, y), i => a[i] <= b[i] ? -1 : 0, "less or equal");
                Bits<S, V>(S.Equal(x, y), i => a[i] == b[i] ? -1 : 0, "equal");
                Lanes<S, V>(S.Select(S.Less(x, y), y, z), i => a[i] < b[i] ? b[i] : c[i], "select");
                Bits<S, V>(S.And(x, y), i => Int(a[i]) & Int(b[i]), "and");
                Bits<S, V>(S.Or(x, y), i => Int(a[i]) | Int(b[i]), "or");
                Bits<S, V>(S.Xor(x, y), i => Int(a[i]) ^ Int(b[i]), "xor");
                Bits<S, V>(S.AddBits(x, y), i => Int(a[i]) + Int(b[i]), "add bits");
                Bits<S, V>(S.SubBits(x, y), i => Int(a[i]) - Int(b[i]), "subtract bits");
                Bits<S, V>(S.ShiftLeft(x, 23), i => Int(a[i]) << 23, "shift left");
                Bits<S, V>(S.ShiftRight(x, 23), i => Int(a[i]) >> 23, "shift right");
                Assert.Equal(Enumerable.Range(0, S.Count).Any(i => a[i] < b[i]), S.Any(S.Less(x, y)));
            }
        }

        Lanes<S, V>(S.Splat(-0f), _ => -0f, "splat");
        for (int count = 0; count <= S.Count; count++) Bits<S, V>(S.First(count), i => i < count ? -1 : 0, "first");
        Bits<S, V>(S.Bits(0x8123_4567), _ => unchecked((int)0x8123_4567), "bits");
    }

    private static int Int(float x) => BitConverter.SingleToInt32Bits(x);

    private static void Lanes<S, V>(V vector, Func<int, float> expected, string operation)
        where S : struct, ISimd<V>
        where V : struct
    {
        for (int i = 0; i < S.Count; i++)
            Same(expected(i), Unsafe.Add(ref Unsafe.As<V, float>(ref vector), i), $"{operation}, lane {i} of {S.Count}");
    }

    private static void Bits<S, V>(V vector, Func<int, int> expected, string operation)
        where S : struct, ISimd<V>
        where V : struct
    {
        for (int i = 0; i < S.Count; i++)
            Assert.True(expected(i) == Int(Unsafe.Add(ref Unsafe.As<V, float>(ref vector), i)), $"{operation}, lane {i} of {S.Count}");
    }

    private static void Same(float expected, float actual, string what)
    {
        if (Int(expected) != Int(actual) && !(float.IsNaN(expected) && float.IsNaN(actual)))
            Assert.Fail($"{what}: {actual:R} instead of {expected:R}");
    }

    /// <summary>Operands whose sum comes near a tie, near the subnormal numbers or into cancellation.</summary>
    private static (float A, float B, float C) Hard(Random random, int i)
    {
        float a = Float(random, i % 3 == 0 ? -70 : -3, i % 3 == 0 ? -60 : 3),
            b = Float(random, i % 3 == 0 ? -70 : -3, i % 3 == 0 ? -60 : 3);
        double product = (double)a * b;
        float c = (i & 3) switch
        {
            0 => (float)(-product),
            1 => (float)(product * Math.ScaleB(1, random.Next(20, 60))),
            2 => (float)(product * Math.ScaleB(1, -random.Next(20, 60))),
            _ => Float(random, -149, 10),
        };
        if ((i & 4) != 0)
        {
            // Few bits, so that exact ties happen.
            a = BitConverter.Int32BitsToSingle(Int(a) & ~0x7FFF);
        }

        return (a, b, c);
    }

    private static float Float(Random random, int low, int high) =>
        (float)Math.ScaleB((random.Next(2) * 2 - 1) * (1 + random.Next(1 << 23) / 8388608.0), random.Next(low, high));

    /// <summary>a·b + c with integers of any size, rounded once to nearest even.</summary>
    private static float Exact(float a, float b, float c)
    {
        if (!float.IsFinite(a) || !float.IsFinite(b) || !float.IsFinite(c) || a == 0 || b == 0)
            return (float)((double)a * b + c);

        // All in units of 2⁻²⁹⁸.
        BigInteger sum = Units(a, 149) * Units(b, 149) + Units(c, 298);
        if (sum.IsZero) return c == 0 ? a * b + c : 0f;

        bool negative = sum.Sign < 0;
        BigInteger magnitude = BigInteger.Abs(sum);
        int length = (int)magnitude.GetBitLength();
        int drop = Math.Max(length - 24, 149);
        BigInteger kept = magnitude >> drop, rest = magnitude - (kept << drop), half = BigInteger.One << (drop - 1);
        if (rest > half || (rest == half && !kept.IsEven)) kept++;

        double value = Math.ScaleB((double)kept, drop - 298);
        return (float)(negative ? -value : value);
    }

    private static BigInteger Units(float x, int scale)
    {
        int bits = Int(x), exponent = bits >> 23 & 0xFF, mantissa = bits & 0x7F_FFFF;
        BigInteger units = exponent == 0 ? mantissa : (BigInteger)(mantissa | 0x80_0000) << (exponent - 1);
        return (bits < 0 ? -units : units) << (scale - 149);
    }
}
