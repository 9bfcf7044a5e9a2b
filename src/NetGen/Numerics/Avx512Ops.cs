using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetGen.Runtime;
using V = System.Runtime.Intrinsics.Vector512<float>;

namespace NetGen.Numerics;

/// <summary>
/// What generated kernels do with 16 lanes. Spelled with Vector512, which the JIT turns into AVX-512 instructions, and which a machine
/// without them can still run, so that every machine can test it; only Max, Min and Spread name the instruction, Max and Min for its rule
/// on NaN and ±0.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class Avx512Ops : NumberOps
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected Avx512Ops() { }

    /// <summary>A vector from consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(ref float at, nuint i) => Vector512.LoadUnsafe(ref at, i);

    /// <summary>Writes a vector to consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float at, nuint i, V a) => Vector512.StoreUnsafe(a, ref at, i);

    /// <summary>An element in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Broadcast(ref float at, nuint i) => Vector512.Create(Unsafe.Add(ref at, i));

    /// <summary>Four elements, again and again, for <see cref="Spread"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadFour(ref float at, nuint i) => Vector512.Create(Vector128.LoadUnsafe(ref at, i));

#pragma warning disable CA1857 // a constant in every kernel, once inlined
    /// <summary>One of the four elements that a is made of in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Spread(V a, [ConstantExpected] int element) =>
        Avx512F.IsSupported ? Avx512F.Permute4x32(a, (byte)(element * 0b01_01_01_01)) : Vector512.Create(Vector512.GetElement(a, element));
#pragma warning restore CA1857

    /// <summary>A number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Splat(float a) => Vector512.Create(a);

    /// <summary>0 in every lane.</summary>
    public static V Zero => default;

    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Fma(V a, V b, V c) => Vector512.FusedMultiplyAdd(a, b, c);

    /// <summary>|a|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Abs(V a) => Vector512.Abs(a);

    /// <summary>√a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sqrt(V a) => Vector512.Sqrt(a);

    /// <summary><c>a &gt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Max(V a, V b) =>
        Avx512F.IsSupported ? Avx512F.Max(a, b) : Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), a, b);

    /// <summary><c>a &lt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Min(V a, V b) =>
        Avx512F.IsSupported ? Avx512F.Min(a, b) : Vector512.ConditionalSelect(Vector512.LessThan(a, b), a, b);

    /// <summary>Where a &gt; b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Greater(V a, V b) => Vector512.GreaterThan(a, b);

    /// <summary>Where a ≥ b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V GreaterOrEqual(V a, V b) => Vector512.GreaterThanOrEqual(a, b);

    /// <summary>a where the mask holds, else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Select(V mask, V a, V b) => Vector512.ConditionalSelect(mask, a, b);

    /// <summary>The first lanes of a, the others of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V KeepFirst(V a, V b, int count) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)count)), a, b);

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
