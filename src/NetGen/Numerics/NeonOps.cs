using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime;
using V = System.Runtime.Intrinsics.Vector128<float>;

namespace NetGen.Numerics;

/// <summary>What generated kernels do with 4 lanes.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class NeonOps : VectorOps<Simd128, V>
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected NeonOps() { }

    /// <summary>The sum of all lanes, folded by halves.</summary>
    [MethodImpl(Jit.Inline)]
    public static float ReduceAdd(V a)
    {
        V two = a + Vector128.Shuffle(a, Vector128.Create(2, 3, 2, 3));
        return two.GetElement(0) + two.GetElement(1);
    }

    /// <summary>The largest of all lanes, folded by halves.</summary>
    [MethodImpl(Jit.Inline)]
    public static float ReduceMax(V a)
    {
        V two = Simd128.Max(a, Vector128.Shuffle(a, Vector128.Create(2, 3, 2, 3)));
        return Max(two.GetElement(0), two.GetElement(1));
    }
}
