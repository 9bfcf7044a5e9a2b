using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.Runtime;

/// <summary>
/// What generated kernels do with the lanes of one vector: folds by halves, x[i] with x[i + half], so that every width gives the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes
{
    /// <summary>The sum of 16 lanes, folded 16 → 8 → 4 → 2 → 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldAdd(Vector512<float> a) => FoldAdd(Simd256.Add(a.GetLower(), a.GetUpper()));

    /// <summary>The sum of 8 lanes, folded 8 → 4 → 2 → 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldAdd(Vector256<float> a) => FoldAdd(a.GetLower() + a.GetUpper());

    /// <summary>The sum of 4 lanes, folded 4 → 2 → 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldAdd(Vector128<float> a)
    {
        Vector128<float> two = a + Vector128.Shuffle(a, Vector128.Create(2, 3, 2, 3));
        return two.GetElement(0) + two.GetElement(1);
    }

    /// <summary>The largest of 16 lanes, folded by halves with Max(a, b) := a &gt; b ? a : b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldMax(Vector512<float> a) => FoldMax(Simd256.Max(a.GetLower(), a.GetUpper()));

    /// <summary>The largest of 8 lanes, folded by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldMax(Vector256<float> a) => FoldMax(Simd128.Max(a.GetLower(), a.GetUpper()));

    /// <summary>The largest of 4 lanes, folded by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldMax(Vector128<float> a)
    {
        Vector128<float> two = Simd128.Max(a, Vector128.Shuffle(a, Vector128.Create(2, 3, 2, 3)));
        float first = two.GetElement(0), second = two.GetElement(1);
        return first > second ? first : second;
    }

    /// <summary>a·b + c, rounded once: the instruction where there is one, else emulated exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fma(float a, float b, float c) => Simd1.Fma(a, b, c);
}
