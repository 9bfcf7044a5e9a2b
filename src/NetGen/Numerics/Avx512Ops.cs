using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetGen.Runtime;
using V = System.Runtime.Intrinsics.Vector512<float>;

namespace NetGen.Numerics;

/// <summary>What generated kernels do with 16 lanes.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class Avx512Ops : VectorOps<Simd512, V>
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected Avx512Ops() { }

    /// <summary>Four elements, again and again, for <see cref="BroadcastLane"/>.</summary>
    [MethodImpl(Jit.Inline)]
    public static V LoadBroadcast128(ref float at, nuint i) => Vector512.Create(Vector128.LoadUnsafe(ref at, i));

#pragma warning disable CA1857 // a constant in every kernel, once inlined
    /// <summary>One of the four elements that a is made of in every lane.</summary>
    [MethodImpl(Jit.Inline)]
    public static V BroadcastLane(V a, [ConstantExpected] int element) =>
        Avx512F.IsSupported ? Avx512F.Permute4x32(a, (byte)(element * 0b01_01_01_01)) : Vector512.Create(Vector512.GetElement(a, element));
#pragma warning restore CA1857

    /// <summary>The sum of all lanes, folded by halves.</summary>
    [MethodImpl(Jit.Inline)]
    public static float ReduceAdd(V a) => Avx2Ops.ReduceAdd(a.GetLower() + a.GetUpper());

    /// <summary>The largest of all lanes, folded by halves.</summary>
    [MethodImpl(Jit.Inline)]
    public static float ReduceMax(V a)
    {
        Vector256<float> low = a.GetLower(), high = a.GetUpper();
        return Avx2Ops.ReduceMax(
            Avx.IsSupported ? Avx.Max(low, high) : Vector256.ConditionalSelect(Vector256.GreaterThan(low, high), low, high));
    }
}
