using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Numerics;

/// <summary>Work on an array element by element, written once for every width.</summary>
internal interface IElementwise
{
    /// <summary>Does the elements from <paramref name="offset"/> to <paramref name="offset"/> + <c>S.Count</c> − 1.</summary>
    void Do<S, V>(nuint offset)
        where S : struct, ISimd<V>
        where V : struct;
}

/// <summary>The same with an eye on values: what is known of their size, a maximum or a sum, goes from vector to vector.</summary>
internal interface IWatchedElementwise
{
    /// <summary>
    /// Does the elements from <paramref name="offset"/> on; returns <paramref name="watched"/>, which starts as zeros, with theirs in it.
    /// </summary>
    V Do<S, V>(nuint offset, V watched)
        where S : struct, ISimd<V>
        where V : struct;
}

/// <summary>The widths a loop can run with.</summary>
internal enum SimdWidth
{
    Scalar = 1,
    Vector128 = 4,
    Vector256 = 8,
    Vector512 = 16,
}

/// <summary>
/// Runs element-wise work with the widest vectors of the machine, the rest one by one; the bits do not depend on the width.
/// </summary>
internal static class SimdLoop
{
    /// <summary>The width that is fastest here.</summary>
    internal static SimdWidth Widest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported ? SimdWidth.Vector512
            : Simd256.IsSupported ? SimdWidth.Vector256
            : AdvSimd.IsSupported || Sse2.IsSupported ? SimdWidth.Vector128
            : SimdWidth.Scalar;
    }

    /// <summary>Does all <paramref name="length"/> elements.</summary>
    internal static void Run<T>(T work, nuint length, SimdWidth width)
        where T : struct, IElementwise, allows ref struct
    {
        switch (width)
        {
            case SimdWidth.Vector512:
                Run<T, Simd512, Vector512<float>>(work, length);
                break;
            case SimdWidth.Vector256 when Simd256.IsSupported:
                Run<T, Simd256, Vector256<float>>(work, length);
                break;
            case SimdWidth.Scalar:
                Run<T, Simd1, float>(work, length);
                break;
            default:
                Run<T, Simd128, Vector128<float>>(work, length);
                break;
        }
    }

    /// <summary>
    /// Does all <paramref name="length"/> elements; returns whether what was watched is below <paramref name="limit"/> in magnitude, and no
    /// NaN.
    /// </summary>
    internal static bool Watch<T>(T work, nuint length, float limit, SimdWidth width)
        where T : struct, IWatchedElementwise, allows ref struct => width switch
        {
            SimdWidth.Vector512 => Watch<T, Simd512, Vector512<float>>(work, length, limit),
            SimdWidth.Vector256 when Simd256.IsSupported => Watch<T, Simd256, Vector256<float>>(work, length, limit),
            SimdWidth.Scalar => Watch<T, Simd1, float>(work, length, limit),
            _ => Watch<T, Simd128, Vector128<float>>(work, length, limit),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Watch<T, S, V>(T work, nuint length, float limit)
        where T : struct, IWatchedElementwise, allows ref struct
        where S : struct, ISimd<V>
        where V : struct
    {
        nuint i = 0;
        V watched = S.Bits(0);
        float single = 0;
        for (; i + (nuint)S.Count <= length; i += (nuint)S.Count)
            watched = work.Do<S, V>(i, watched);

        for (; i < length; i++)
            single = work.Do<Simd1, float>(i, single);

        V below = S.Less(S.And(watched, S.Bits(0x7FFF_FFFF)), S.Splat(limit));
        return Math.Abs(single) < limit && !S.Any(S.Xor(below, S.Bits(0xFFFF_FFFF)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, S, V>(T work, nuint length)
        where T : struct, IElementwise, allows ref struct
        where S : struct, ISimd<V>
        where V : struct
    {
        nuint i = 0;
        for (; i + (nuint)S.Count <= length; i += (nuint)S.Count)
            work.Do<S, V>(i);

        for (; i < length; i++)
            work.Do<Simd1, float>(i);
    }
}
