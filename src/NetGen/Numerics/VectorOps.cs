using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

/// <summary>
/// What generated kernels do with vectors, by the operations of <typeparamref name="S"/>, and the elementary functions made of these: the
/// class around the kernels inherits it.
/// </summary>
/// <typeparam name="S">The instruction set's operations.</typeparam>
/// <typeparam name="V">Its vector.</typeparam>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract partial class VectorOps<S, V> : NumberOps
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected VectorOps() { }

    /// <summary>0 in every lane.</summary>
    public static V Zero => default;

    /// <summary>A vector from consecutive elements.</summary>
    [MethodImpl(Jit.Inline)]
    public static new V Load(ref float at, nuint i) => S.Load(ref at, i);

    /// <summary>Writes a vector to consecutive elements.</summary>
    [MethodImpl(Jit.Inline)]
    public static void Store(ref float at, nuint i, V a) => S.Store(a, ref at, i);

    /// <summary>An element in every lane.</summary>
    [MethodImpl(Jit.Inline)]
    public static new V Broadcast(ref float at, nuint i) => S.Splat(Unsafe.Add(ref at, i));

    /// <summary>A number in every lane.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Splat(float a) => S.Splat(a);

    /// <summary>a + b.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Add(V a, V b) => S.Add(a, b);

    /// <summary>a − b.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Sub(V a, V b) => S.Sub(a, b);

    /// <summary>a · b.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Mul(V a, V b) => S.Mul(a, b);

    /// <summary>a ÷ b.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Div(V a, V b) => S.Div(a, b);

    /// <summary>−a.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Neg(V a) => S.Xor(a, S.Bits(0x8000_0000));

    /// <summary>|a|.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Abs(V a) => S.And(a, S.Bits(0x7FFF_FFFF));

    /// <summary>√a.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Sqrt(V a) => S.Sqrt(a);

    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Fma(V a, V b, V c) => S.Fma(a, b, c);

    /// <summary><c>a &gt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Max(V a, V b) => S.Max(a, b);

    /// <summary><c>a &lt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Min(V a, V b) => S.Min(a, b);

    /// <summary>Where a &gt; b; nowhere where either is NaN.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Greater(V a, V b) => S.Less(b, a);

    /// <summary>Where a ≥ b; nowhere where either is NaN.</summary>
    [MethodImpl(Jit.Inline)]
    public static V GreaterOrEqual(V a, V b) => S.LessOrEqual(b, a);

    /// <summary>a where the mask holds, else b.</summary>
    [MethodImpl(Jit.Inline)]
    public static V Select(V mask, V a, V b) => S.Select(mask, a, b);

    /// <summary>The first lanes of a, the others of b.</summary>
    [MethodImpl(Jit.Inline)]
    public static V MaskTail(V a, V b, int count) => S.Select(S.First(count), a, b);
}
