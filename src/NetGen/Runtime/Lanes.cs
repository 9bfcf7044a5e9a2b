using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.Runtime;

/// <summary>
/// What generated kernels do with the lanes of one vector: folds by halves, x[i] with x[i + half], so that every width gives the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
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

    /// <summary>Σ of a row, by the rule of <see cref="Fold"/>.</summary>
    public static float Sum(ref float row, int length) => Fold.Sum(MemoryMarshal.CreateReadOnlySpan(ref row, length));

    /// <summary>
    /// The largest of a row: element i in lane i mod 64 (mod 16 below 64 elements), lanes folded by halves, with Max(a, b) := a &gt; b ? a : b throughout.
    /// </summary>
    public static float Maximum(ref float row, int length)
    {
        Span<float> lanes = stackalloc float[length >= 64 ? 64 : 16];
        lanes.Fill(float.NegativeInfinity);
        ref float lane = ref lanes[0];
        int whole = length / lanes.Length * lanes.Length;
        for (int i = 0; i < whole; i += lanes.Length)
        {
            for (nuint g = 0; g < (nuint)lanes.Length; g += 8)
                Simd256.Store(Simd256.Max(Simd256.Load(ref lane, g), Simd256.Load(ref row, (nuint)i + g)), ref lane, g);
        }
        for (int i = whole; i < length; i++)
        {
            float value = Unsafe.Add(ref row, i);
            ref float at = ref lanes[i - whole];
            at = at > value ? at : value;
        }
        for (int half = lanes.Length / 2; half > 0; half /= 2)
            for (int i = 0; i < half; i++) lanes[i] = lanes[i] > lanes[i + half] ? lanes[i] : lanes[i + half];
        return lanes[0];
    }

    /// <summary>The same sum in double precision, for gradient checks.</summary>
    public static double Sum(ref double row, int length)
    {
        double sum = 0;
        foreach (double value in MemoryMarshal.CreateReadOnlySpan(ref row, length)) sum += value;
        return sum;
    }

    /// <summary>The same maximum in double precision, for gradient checks.</summary>
    public static double Maximum(ref double row, int length)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in MemoryMarshal.CreateReadOnlySpan(ref row, length)) largest = largest > value ? largest : value;
        return largest;
    }
}
