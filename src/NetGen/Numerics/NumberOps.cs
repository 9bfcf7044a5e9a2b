using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

/// <summary>
/// What generated kernels do with single numbers and places, on every instruction set: all there is where a vector is one number.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class NumberOps : VectorMath
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected NumberOps() { }

    /// <summary>An element.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Load(ref float at, nuint i) => Unsafe.Add(ref at, i);

    /// <summary>Writes an element.</summary>
    [MethodImpl(Jit.Inline)]
    public static void Store(ref float at, nuint i, float a) => Unsafe.Add(ref at, i) = a;

    /// <summary>An element.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Broadcast(ref float at, nuint i) => Unsafe.Add(ref at, i);

    /// <summary>The element at an offset.</summary>
    [MethodImpl(Jit.Inline)]
    public static ref float At(ref float at, nuint i) => ref Unsafe.Add(ref at, i);

    /// <summary>The class index at an offset, kept as a number.</summary>
    [MethodImpl(Jit.Inline)]
    public static nuint Index(ref float at, nuint i) => (nuint)(uint)Unsafe.Add(ref at, i);

    /// <summary>Σ of consecutive elements, by the rule of <see cref="Fold"/>.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Sum(ref float at, nuint i, int count) =>
        Fold.Sum(MemoryMarshal.CreateReadOnlySpan(ref At(ref at, i), count));

    /// <summary>The largest of consecutive elements.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Maximum(ref float at, nuint i, int count) =>
        Fold.Maximum(MemoryMarshal.CreateReadOnlySpan(ref At(ref at, i), count));

    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Fma(float a, float b, float c) => Simd1.Fma(a, b, c);

    /// <summary>|a|.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Abs(float a) => MathF.Abs(a);

    /// <summary>√a.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Sqrt(float a) => MathF.Sqrt(a);

    /// <summary><c>a &gt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Max(float a, float b) => a > b ? a : b;

    /// <summary><c>a &lt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Min(float a, float b) => a < b ? a : b;

    /// <summary>Where a &gt; b; nowhere where either is NaN.</summary>
    [MethodImpl(Jit.Inline)]
    public static bool Greater(float a, float b) => a > b;

    /// <summary>Where a ≥ b; nowhere where either is NaN.</summary>
    [MethodImpl(Jit.Inline)]
    public static bool GreaterOrEqual(float a, float b) => a >= b;

    /// <summary>a where the mask holds, else b.</summary>
    [MethodImpl(Jit.Inline)]
    public static float Select(bool mask, float a, float b) => mask ? a : b;

    /// <summary>The first lanes of a, the others of b.</summary>
    [MethodImpl(Jit.Inline)]
    public static float MaskTail(float a, float b, int count) => count > 0 ? a : b;
}
