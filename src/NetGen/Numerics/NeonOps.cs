using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime;
using V = System.Runtime.Intrinsics.Vector128<float>;

namespace NetGen.Numerics;

/// <summary>
/// What generated kernels do with 4 lanes. Spelled with Vector128, which the JIT turns into AdvSimd instructions, and which an x64 machine
/// with FMA can run as well, so that it can test it. AdvSimd's own maximum has another rule on NaN and ±0, so there is none here: kernels
/// compare and select.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class NeonOps : NumberOps
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected NeonOps() { }

    /// <summary>A vector from consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(ref float at, nuint i) => Vector128.LoadUnsafe(ref at, i);

    /// <summary>Writes a vector to consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float at, nuint i, V a) => Vector128.StoreUnsafe(a, ref at, i);

    /// <summary>An element in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Broadcast(ref float at, nuint i) => Vector128.Create(Unsafe.Add(ref at, i));

    /// <summary>A number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Splat(float a) => Vector128.Create(a);

    /// <summary>0 in every lane.</summary>
    public static V Zero => default;

    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Fma(V a, V b, V c) => Vector128.FusedMultiplyAdd(a, b, c);

    /// <summary>|a|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Abs(V a) => Vector128.Abs(a);

    /// <summary>√a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sqrt(V a) => Vector128.Sqrt(a);

    /// <summary>Where a &gt; b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Greater(V a, V b) => Vector128.GreaterThan(a, b);

    /// <summary>Where a ≥ b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V GreaterOrEqual(V a, V b) => Vector128.GreaterThanOrEqual(a, b);

    /// <summary>a where the mask holds, else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Select(V mask, V a, V b) => Vector128.ConditionalSelect(mask, a, b);

    /// <summary>The first lanes of a, the others of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V KeepFirst(V a, V b, int count) =>
        Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Indices, Vector128.Create((float)count)), a, b);

    /// <summary>The sum of all lanes, folded by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldAdd(V a) => Lanes.FoldAdd(a);

    /// <summary>The largest of all lanes, folded by halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldMax(V a) => Lanes.FoldMax(a);

    /// <summary>eᵃ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V a) => VectorMath.Exp(a);

    /// <summary>eᵃ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1(V a) => VectorMath.Expm1(a);

    /// <summary>ln a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V a) => VectorMath.Log(a);

    /// <summary>ln(1 + a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p(V a) => VectorMath.Log1p(a);

    /// <summary>tanh a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V a) => VectorMath.Tanh(a);

    /// <summary>1 ÷ (1 + e⁻ᵃ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid(V a) => VectorMath.Sigmoid(a);

    /// <summary>Φ(a), the normal distribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NormalCdf(V a) => VectorMath.NormalCdf(a);

    /// <summary>φ(a), its density.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NormalPdf(V a) => VectorMath.NormalPdf(a);
}
