using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

/// <summary>What generated kernels do with single numbers and places, on every instruction set.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class NumberOps
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected NumberOps() { }

    /// <summary>The element at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Place(ref float at, nuint i) => ref Unsafe.Add(ref at, i);

    /// <summary>The class index at an offset, kept as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Index(ref float at, nuint i) => (nuint)(uint)Unsafe.Add(ref at, i);

    /// <summary>Σ of consecutive elements, by the rule of <see cref="Fold"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ref float at, nuint i, int count) => Lanes.Sum(ref Unsafe.Add(ref at, i), count);

    /// <summary>The largest of consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum(ref float at, nuint i, int count) => Lanes.Maximum(ref Unsafe.Add(ref at, i), count);

    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fma(float a, float b, float c) => Simd1.Fma(a, b, c);

    /// <summary>|a|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float a) => MathF.Abs(a);

    /// <summary>√a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sqrt(float a) => MathF.Sqrt(a);

    /// <summary><c>a &gt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) => a > b ? a : b;

    /// <summary><c>a &lt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float a, float b) => a < b ? a : b;

    /// <summary>Where a &gt; b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Greater(float a, float b) => a > b;

    /// <summary>Where a ≥ b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool GreaterOrEqual(float a, float b) => a >= b;

    /// <summary>a where the mask holds, else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Select(bool mask, float a, float b) => mask ? a : b;

    /// <summary>The first lanes of a, the others of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float KeepFirst(float a, float b, int count) => count > 0 ? a : b;

    /// <summary>eᵃ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float a) => VectorMath.Exp(a);

    /// <summary>eᵃ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Expm1(float a) => VectorMath.Expm1(a);

    /// <summary>ln a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float a) => VectorMath.Log(a);

    /// <summary>ln(1 + a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log1p(float a) => VectorMath.Log1p(a);

    /// <summary>tanh a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float a) => VectorMath.Tanh(a);

    /// <summary>1 ÷ (1 + e⁻ᵃ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float a) => VectorMath.Sigmoid(a);

    /// <summary>Φ(a), the normal distribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NormalCdf(float a) => VectorMath.NormalCdf(a);

    /// <summary>φ(a), its density.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NormalPdf(float a) => VectorMath.NormalPdf(a);
}
