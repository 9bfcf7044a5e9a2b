using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetGen.Runtime;
using V = System.Runtime.Intrinsics.Vector256<float>;

namespace NetGen.Numerics;

/// <summary>
/// What generated kernels do with 8 lanes. Spelled with the classes Avx and Fma: cross-platform Vector256, its operators among it, falls
/// back to slow forms in NativeAOT binaries that test for AVX2 at run time.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class Avx2Ops : NumberOps
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected Avx2Ops() { }

    /// <summary>A vector from consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(ref float at, nuint i) => Vector256.LoadUnsafe(ref at, i);

    /// <summary>Writes a vector to consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float at, nuint i, V a) => Vector256.StoreUnsafe(a, ref at, i);

    /// <summary>An element in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Broadcast(ref float at, nuint i) =>
        Avx2.BroadcastScalarToVector256(Vector128.CreateScalarUnsafe(Unsafe.Add(ref at, i)));

    /// <summary>Four elements, again and again, for <see cref="Spread"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadFour(ref float at, nuint i) => Vector256.Create(Vector128.LoadUnsafe(ref at, i));

#pragma warning disable CA1857 // a constant in every kernel, once inlined
    /// <summary>One of the four elements that a is made of in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Spread(V a, [ConstantExpected] int element) => Avx.Permute(a, (byte)(element * 0b01_01_01_01));
#pragma warning restore CA1857

    /// <summary>A number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Splat(float a) => Avx2.BroadcastScalarToVector256(Vector128.CreateScalarUnsafe(a));

    /// <summary>0 in every lane.</summary>
    public static V Zero => default;

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Add(V a, V b) => Avx.Add(a, b);

    /// <summary>a − b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sub(V a, V b) => Avx.Subtract(a, b);

    /// <summary>a · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Mul(V a, V b) => Avx.Multiply(a, b);

    /// <summary>a ÷ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Div(V a, V b) => Avx.Divide(a, b);

    /// <summary>−a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Neg(V a) => Avx.Xor(a, Vector256.Create(-0f));

    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Fma(V a, V b, V c) => System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, c);

    /// <summary>|a|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Abs(V a) => Avx.AndNot(Vector256.Create(-0f), a);

    /// <summary>√a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sqrt(V a) => Avx.Sqrt(a);

    /// <summary><c>a &gt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Max(V a, V b) => Avx.Max(a, b);

    /// <summary><c>a &lt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Min(V a, V b) => Avx.Min(a, b);

    /// <summary>Where a &gt; b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Greater(V a, V b) => Avx.Compare(a, b, FloatComparisonMode.OrderedGreaterThanSignaling);

    /// <summary>Where a ≥ b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V GreaterOrEqual(V a, V b) => Avx.Compare(a, b, FloatComparisonMode.OrderedGreaterThanOrEqualSignaling);

    /// <summary>a where the mask holds, else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Select(V mask, V a, V b) => Avx.BlendVariable(b, a, mask);

    /// <summary>The first lanes of a, the others of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V KeepFirst(V a, V b, int count) => 
        Avx.BlendVariable(
            b, a, Avx.Compare(Vector256<float>.Indices, Vector256.Create((float)count), FloatComparisonMode.OrderedLessThanSignaling));

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
