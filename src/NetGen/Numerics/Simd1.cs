using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using NetGen.Runtime;
using V = float;

namespace NetGen.Numerics;

/// <summary>One float.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public readonly struct Simd1 : ISimd<V>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V First(int count) => Mask(count > 0);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Splat(float value) => value;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Bits(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Load(ref readonly float source, nuint offset) => Unsafe.Add(ref Unsafe.AsRef(in source), offset);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static void Store(V value, ref float target, nuint offset) => Unsafe.Add(ref target, offset) = value;

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
    public static V Sqrt(V a) => MathF.Sqrt(a);

    /// <inheritdoc/>
    // The classes and not MathF: an ahead-of-time compiler that finds out at run time whether the instruction is there calls the C library
    // for MathF's.
    [MethodImpl(Jit.Inline)]
    public static V Fma(V a, V b, V c) =>
        System.Runtime.Intrinsics.X86.Fma.IsSupported
            ? System.Runtime.Intrinsics.X86.Fma.MultiplyAddScalar(
                Vector128.CreateScalarUnsafe(a), Vector128.CreateScalarUnsafe(b), Vector128.CreateScalarUnsafe(c)).ToScalar()
        : AdvSimd.IsSupported
            ? AdvSimd.FusedMultiplyAddScalar(
                Vector64.CreateScalarUnsafe(c), Vector64.CreateScalarUnsafe(a), Vector64.CreateScalarUnsafe(b)).ToScalar()
        : FmaEmulation.Fma(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Fnma(V a, V b, V c) => Fma(-a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Max(V a, V b) => a > b ? a : b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Min(V a, V b) => a < b ? a : b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Less(V a, V b) => Mask(a < b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V LessOrEqual(V a, V b) => Mask(a <= b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Equal(V a, V b) => Mask(a == b);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Select(V mask, V a, V b) => Any(mask) ? a : b;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static bool Any(V mask) => Int(mask) != 0;

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V And(V a, V b) => Float(Int(a) & Int(b));

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Or(V a, V b) => Float(Int(a) | Int(b));

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V Xor(V a, V b) => Float(Int(a) ^ Int(b));

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V AddBits(V a, V b) => Float(unchecked(Int(a) + Int(b)));

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V SubBits(V a, V b) => Float(unchecked(Int(a) - Int(b)));

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V ShiftLeft(V a, [ConstantExpected] byte count) => Float(Int(a) << count);

    /// <inheritdoc/>
    [MethodImpl(Jit.Inline)]
    public static V ShiftRight(V a, [ConstantExpected] byte count) => Float(Int(a) >> count);

    [MethodImpl(Jit.Inline)]
    private static int Int(float a) => BitConverter.SingleToInt32Bits(a);

    [MethodImpl(Jit.Inline)]
    private static float Float(int bits) => BitConverter.Int32BitsToSingle(bits);

    [MethodImpl(Jit.Inline)]
    private static float Mask(bool holds) => Float(holds ? -1 : 0);
}
