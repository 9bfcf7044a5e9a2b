using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetGen.Runtime;
using V = System.Runtime.Intrinsics.Vector256<float>;

namespace NetGen.Numerics;

/// <summary>
/// Eight floats, where AVX2 and FMA are known to be there. Spelled with their classes: cross-platform Vector256, its operators among it,
/// falls back to slow forms in NativeAOT binaries that test for AVX2 at run time, and so would a test in each operation.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public readonly struct Simd256 : ISimd<V>
{
    /// <summary>Whether the processor has AVX2 and FMA: to be asked before anything else here is called.</summary>
    public static bool IsSupported
    {
        [MethodImpl(Jit.Inline)]
        get => Avx2.IsSupported && System.Runtime.Intrinsics.X86.Fma.IsSupported;
    }

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    // Spelled so, it is a constant where the count is one.
    [MethodImpl(Jit.Inline)]
    public static V First(int count) => Avx.CompareLessThan(V.Indices, Vector256.Create((float)count));

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Splat(float value) => Avx2.BroadcastScalarToVector256(Vector128.CreateScalarUnsafe(value));

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Bits(uint bits) => Avx2.BroadcastScalarToVector256(Vector128.CreateScalarUnsafe(bits)).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Load(ref readonly float source, nuint offset) => Vector256.LoadUnsafe(in source, offset);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static void Store(V value, ref float target, nuint offset) => value.StoreUnsafe(ref target, offset);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Add(V a, V b) => Avx.Add(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Sub(V a, V b) => Avx.Subtract(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Mul(V a, V b) => Avx.Multiply(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Div(V a, V b) => Avx.Divide(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Sqrt(V a) => Avx.Sqrt(a);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Fma(V a, V b, V c) => System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Fnma(V a, V b, V c) => System.Runtime.Intrinsics.X86.Fma.MultiplyAddNegated(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Max(V a, V b) => Avx.Max(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Min(V a, V b) => Avx.Min(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Less(V a, V b) => Avx.CompareLessThan(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V LessOrEqual(V a, V b) => Avx.CompareLessThanOrEqual(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Equal(V a, V b) => Avx.CompareEqual(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Select(V mask, V a, V b) => Avx.BlendVariable(b, a, mask);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static bool Any(V mask) => Avx.MoveMask(mask) != 0;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V And(V a, V b) => Avx.And(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Or(V a, V b) => Avx.Or(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Xor(V a, V b) => Avx.Xor(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V AddBits(V a, V b) => Avx2.Add(a.AsUInt32(), b.AsUInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V SubBits(V a, V b) => Avx2.Subtract(a.AsUInt32(), b.AsUInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V ShiftLeft(V a, [ConstantExpected] byte count) => Avx2.ShiftLeftLogical(a.AsUInt32(), count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V ShiftRight(V a, [ConstantExpected] byte count) => Avx2.ShiftRightArithmetic(a.AsInt32(), count).AsSingle();
}
