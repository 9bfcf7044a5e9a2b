using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>
/// Sums along a vector in one order, whatever the machine: term i is added to lane i mod L, from +0, L being 64 for lengths from 64 on and
/// else
/// 16; then lane i takes lane i + L/2, i + L/4, … down to one.
/// </summary>
public static class Fold
{
    /// <summary>Σ xᵢ.</summary>
    public static float Sum(ReadOnlySpan<float> x) =>
        All<Terms>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(x), x.Length);

    /// <summary>Σ aᵢ·bᵢ, each term one fused multiply-add.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        SameLength(a, b);
        return All<Products>(ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b), a.Length);
    }

    /// <summary>Σ xᵢ², each term one fused multiply-add.</summary>
    public static float SumOfSquares(ReadOnlySpan<float> x) =>
        All<Products>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(x), x.Length);

    /// <summary>Σ |xᵢ|.</summary>
    internal static float SumOfMagnitudes(ReadOnlySpan<float> x) =>
        All<Magnitudes>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(x), x.Length);

    /// <summary>
    /// The largest of a row: element i in lane i mod 64 (mod 16 below 64 elements), lanes folded by halves, with
    /// Max(a, b) := a &gt; b ? a : b throughout.
    /// </summary>
    internal static float Maximum(ReadOnlySpan<float> x)
    {
        Span<float> lanes = stackalloc float[x.Length >= 64 ? 64 : 16];
        lanes.Fill(float.NegativeInfinity);
        int whole = x.Length / lanes.Length * lanes.Length;
        if (Simd256.IsSupported) Maximum<Simd256, Vector256<float>>(lanes, x[..whole]);
        else Maximum<Simd128, Vector128<float>>(lanes, x[..whole]);
        for (int i = whole; i < x.Length; i++) lanes[i - whole] = Simd1.Max(lanes[i - whole], x[i]);
        for (int half = lanes.Length / 2; half > 0; half /= 2)
            for (int i = 0; i < half; i++) lanes[i] = Simd1.Max(lanes[i], lanes[i + half]);
        return lanes[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Maximum<S, V>(Span<float> lanes, ReadOnlySpan<float> x)
        where S : struct, ISimd<V>
        where V : struct
    {
        ref float lane = ref MemoryMarshal.GetReference(lanes), row = ref MemoryMarshal.GetReference(x);
        for (int i = 0; i < x.Length; i += lanes.Length)
            for (int g = 0; g < lanes.Length; g += S.Count)
                S.Store(S.Max(S.Load(ref lane, (nuint)g), S.Load(ref row, (nuint)(i + g))), ref lane, (nuint)g);
    }

    /// <summary>Folds lanes to one sum, in place; their number is a power of two.</summary>
    public static float Lanes(Span<float> lanes)
    {
        if (!System.Numerics.BitOperations.IsPow2(lanes.Length))
            throw new ArgumentException($"{lanes.Length} lanes: their number must be a power of two.", nameof(lanes));

        for (int half = lanes.Length / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
                lanes[i] += lanes[i + half];
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
            One<T>(ref lanes, lane, ref a, ref b, i);

        if (count == 64)
        {
            i = Simd256.IsSupported
                ? Accumulate<T, Simd256, Vector256<float>>(ref lanes, ref a, ref b, i, length)
                : Accumulate<T, Simd128, Vector128<float>>(ref lanes, ref a, ref b, i, length);
        }

        for (; i < length; i++, lane = (lane + 1) % count)
            One<T>(ref lanes, lane, ref a, ref b, i);
    }

    /// <summary>Adds terms from <paramref name="from"/> on, 64 at a time, in eight registers; returns the first that is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Accumulate<T, S, V>(ref float lanes, ref float a, ref float b, nuint from, nuint length)
        where T : struct, ITerm
        where S : struct, ISimd<V>
        where V : struct
    {
        nuint width = (nuint)S.Count, end = from + (length - from) / 64 * 64;
        for (nuint g = 0; g < 64; g += 8 * width)
        {
            V s0 = S.Load(ref lanes, g), s1 = S.Load(ref lanes, g + width);
            V s2 = S.Load(ref lanes, g + 2 * width), s3 = S.Load(ref lanes, g + 3 * width);
            V s4 = S.Load(ref lanes, g + 4 * width), s5 = S.Load(ref lanes, g + 5 * width);
            V s6 = S.Load(ref lanes, g + 6 * width), s7 = S.Load(ref lanes, g + 7 * width);
            for (nuint i = from + g; i < end; i += 64)
            {
                s0 = T.Add<S, V>(s0, ref a, ref b, i);
                s1 = T.Add<S, V>(s1, ref a, ref b, i + width);
                s2 = T.Add<S, V>(s2, ref a, ref b, i + 2 * width);
                s3 = T.Add<S, V>(s3, ref a, ref b, i + 3 * width);
                s4 = T.Add<S, V>(s4, ref a, ref b, i + 4 * width);
                s5 = T.Add<S, V>(s5, ref a, ref b, i + 5 * width);
                s6 = T.Add<S, V>(s6, ref a, ref b, i + 6 * width);
                s7 = T.Add<S, V>(s7, ref a, ref b, i + 7 * width);
            }

            S.Store(s0, ref lanes, g);
            S.Store(s1, ref lanes, g + width);
            S.Store(s2, ref lanes, g + 2 * width);
            S.Store(s3, ref lanes, g + 3 * width);
            S.Store(s4, ref lanes, g + 4 * width);
            S.Store(s5, ref lanes, g + 5 * width);
            S.Store(s6, ref lanes, g + 6 * width);
            S.Store(s7, ref lanes, g + 7 * width);
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<T>(ref float lanes, nuint lane, ref float a, ref float b, nuint i)
        where T : struct, ITerm => Unsafe.Add(ref lanes, lane) = T.Add<Simd1, float>(Unsafe.Add(ref lanes, lane), ref a, ref b, i);

    internal static void SameLength(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"{a.Length} and {b.Length} values: a product of two vectors needs as many of both.");
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
