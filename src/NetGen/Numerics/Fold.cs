using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>
/// Sums along a vector in one order, whatever the machine: term i is added to lane i mod L, from +0, L being 64 for lengths from 64 on and else
/// 16; then lane i takes lane i + L/2, i + L/4, … down to one.
/// </summary>
public static class Fold
{
    /// <summary>Σ xᵢ.</summary>
    public static float Sum(ReadOnlySpan<float> x) => All<Terms>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(x), x.Length);

    /// <summary>Σ aᵢ·bᵢ, each term one fused multiply-add.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        SameLength(a, b);
        return All<Products>(ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b), a.Length);
    }

    /// <summary>Σ xᵢ², each term one fused multiply-add.</summary>
    public static float SumOfSquares(ReadOnlySpan<float> x) => All<Products>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(x), x.Length);

    /// <summary>Σ |xᵢ|.</summary>
    internal static float SumOfMagnitudes(ReadOnlySpan<float> x) => All<Magnitudes>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(x), x.Length);

    /// <summary>Folds lanes to one sum, in place; their number is a power of two.</summary>
    public static float Lanes(Span<float> lanes)
    {
        if (!System.Numerics.BitOperations.IsPow2(lanes.Length))
        {
            throw new ArgumentException($"{lanes.Length} lanes: their number must be a power of two.", nameof(lanes));
        }

        for (int half = lanes.Length / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                lanes[i] += lanes[i + half];
            }
        }

        return lanes[0];
    }

    private static float All<T>(ref float a, ref float b, int length)
        where T : struct, ITerm
    {
        Span<float> lanes = stackalloc float[64];
        lanes.Clear();
        lanes = lanes[..(length >= 64 ? 64 : 16)];
        Accumulate<T>(ref lanes[0], 0, (nuint)lanes.Length, ref a, ref b, (nuint)length);
        return Lanes(lanes);
    }

    /// <summary>Adds terms to lanes, the first to lane <paramref name="lane"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Accumulate<T>(ref float lanes, nuint lane, nuint count, ref float a, ref float b, nuint length)
        where T : struct, ITerm
    {
        nuint i = 0;
        for (; i < length && lane != 0; i++, lane = (lane + 1) % count)
        {
            One<T>(ref lanes, lane, ref a, ref b, i);
        }

        if (count == 64 && length - i >= 64)
        {
            // Eight registers of eight lanes.
            Vector256<float> s0 = Vector256.LoadUnsafe(ref lanes), s1 = Vector256.LoadUnsafe(ref lanes, 8), s2 = Vector256.LoadUnsafe(ref lanes, 16), s3 = Vector256.LoadUnsafe(ref lanes, 24);
            Vector256<float> s4 = Vector256.LoadUnsafe(ref lanes, 32), s5 = Vector256.LoadUnsafe(ref lanes, 40), s6 = Vector256.LoadUnsafe(ref lanes, 48), s7 = Vector256.LoadUnsafe(ref lanes, 56);
            for (; i + 64 <= length; i += 64)
            {
                s0 = T.Add<Simd256, Vector256<float>>(s0, ref a, ref b, i);
                s1 = T.Add<Simd256, Vector256<float>>(s1, ref a, ref b, i + 8);
                s2 = T.Add<Simd256, Vector256<float>>(s2, ref a, ref b, i + 16);
                s3 = T.Add<Simd256, Vector256<float>>(s3, ref a, ref b, i + 24);
                s4 = T.Add<Simd256, Vector256<float>>(s4, ref a, ref b, i + 32);
                s5 = T.Add<Simd256, Vector256<float>>(s5, ref a, ref b, i + 40);
                s6 = T.Add<Simd256, Vector256<float>>(s6, ref a, ref b, i + 48);
                s7 = T.Add<Simd256, Vector256<float>>(s7, ref a, ref b, i + 56);
            }

            s0.StoreUnsafe(ref lanes);
            s1.StoreUnsafe(ref lanes, 8);
            s2.StoreUnsafe(ref lanes, 16);
            s3.StoreUnsafe(ref lanes, 24);
            s4.StoreUnsafe(ref lanes, 32);
            s5.StoreUnsafe(ref lanes, 40);
            s6.StoreUnsafe(ref lanes, 48);
            s7.StoreUnsafe(ref lanes, 56);
        }

        for (; i < length; i++, lane = (lane + 1) % count)
        {
            One<T>(ref lanes, lane, ref a, ref b, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<T>(ref float lanes, nuint lane, ref float a, ref float b, nuint i)
        where T : struct, ITerm => Unsafe.Add(ref lanes, lane) = T.Add<Simd1, float>(Unsafe.Add(ref lanes, lane), ref a, ref b, i);

    internal static void SameLength(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"{a.Length} and {b.Length} values: a product of two vectors needs as many of both.");
        }
    }

    /// <summary>How a term joins its lane.</summary>
    internal interface ITerm
    {
        static abstract V Add<S, V>(V lane, ref float a, ref float b, nuint offset)
            where S : struct, ISimd<V>
            where V : struct;
    }

    internal readonly struct Terms : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add<S, V>(V lane, ref float a, ref float b, nuint offset)
            where S : struct, ISimd<V>
            where V : struct => S.Add(lane, S.Load(ref a, offset));
    }

    internal readonly struct Magnitudes : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add<S, V>(V lane, ref float a, ref float b, nuint offset)
            where S : struct, ISimd<V>
            where V : struct => S.Add(lane, S.And(S.Load(ref a, offset), S.Bits(0x7FFF_FFFF)));
    }

    internal readonly struct Products : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add<S, V>(V lane, ref float a, ref float b, nuint offset)
            where S : struct, ISimd<V>
            where V : struct => S.Fma(S.Load(ref a, offset), S.Load(ref b, offset), lane);
    }
}
