using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

/// <summary>What generated kernels do where a vector is one number: plain C#, for any machine.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class PortableOps : NumberOps
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected PortableOps() { }

    /// <summary>An element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(ref float at, nuint i) => Unsafe.Add(ref at, i);

    /// <summary>Writes an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float at, nuint i, float a) => Unsafe.Add(ref at, i) = a;

    /// <summary>An element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(ref float at, nuint i) => Unsafe.Add(ref at, i);
}
