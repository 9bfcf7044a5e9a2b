using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetGen.Runtime;
using V = System.Runtime.Intrinsics.Vector512<float>;

namespace NetGen.Numerics;

/// <summary>
/// Sixteen floats. Spelled with Vector512, which the JIT turns into AVX-512 instructions, and which a machine without them can still run,
/// so that every machine can test it; only Max and Min name the instruction, for its rule on NaN and ±0, and Fnma.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public readonly struct Simd512 : ISimd<V>
{
    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V First(int count) => Less(V.Indices, Splat(count));

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Splat(float value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Bits(uint bits) => Vector512.Create(bits).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Load(ref readonly float source, nuint offset) => Vector512.LoadUnsafe(in source, offset);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static void Store(V value, ref float target, nuint offset) => value.StoreUnsafe(ref target, offset);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Add(V a, V b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Sub(V a, V b) => a - b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Mul(V a, V b) => a * b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Div(V a, V b) => a / b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Sqrt(V a) => Vector512.Sqrt(a);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Fma(V a, V b, V c) => Vector512.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Fnma(V a, V b, V c) => Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(a, b, c) : Fma(-a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Max(V a, V b) => Avx512F.IsSupported ? Avx512F.Max(a, b) : Select(Less(b, a), a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Min(V a, V b) => Avx512F.IsSupported ? Avx512F.Min(a, b) : Select(Less(a, b), a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Less(V a, V b) => Vector512.LessThan(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V LessOrEqual(V a, V b) => Vector512.LessThanOrEqual(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Equal(V a, V b) => Vector512.Equals(a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Select(V mask, V a, V b) => Vector512.ConditionalSelect(mask, a, b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static bool Any(V mask) => mask.AsUInt32() != Vector512<uint>.Zero;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V And(V a, V b) => a & b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Or(V a, V b) => a | b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Xor(V a, V b) => a ^ b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V AddBits(V a, V b) => (a.AsUInt32() + b.AsUInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V SubBits(V a, V b) => (a.AsUInt32() - b.AsUInt32()).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V ShiftLeft(V a, [ConstantExpected] byte count) => (a.AsUInt32() << count).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V ShiftRight(V a, [ConstantExpected] byte count) => (a.AsInt32() >> count).AsSingle();
}
