using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

/// <summary>The same as <see cref="NumberOps"/> in double precision, for gradient checks.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class DoubleOps : VectorMath
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected DoubleOps() { }

    /// <summary>An element.</summary>
    [MethodImpl(Jit.Inline)]
    public static double Load(ref double at, nuint i) => Unsafe.Add(ref at, i);

    /// <summary>Writes an element.</summary>
    [MethodImpl(Jit.Inline)]
    public static void Store(ref double at, nuint i, double a) => Unsafe.Add(ref at, i) = a;

    /// <summary>An element.</summary>
    [MethodImpl(Jit.Inline)]
    public static double Broadcast(ref double at, nuint i) => Unsafe.Add(ref at, i);

    /// <summary>The element at an offset.</summary>
    [MethodImpl(Jit.Inline)]
    public static ref double At(ref double at, nuint i) => ref Unsafe.Add(ref at, i);

    /// <summary>The class index at an offset, kept as a number.</summary>
    [MethodImpl(Jit.Inline)]
    public static nuint Index(ref double at, nuint i) => (nuint)(uint)Unsafe.Add(ref at, i);

    /// <summary>Σ of consecutive elements.</summary>
    public static double Sum(ref double at, nuint i, int count)
    {
        double sum = 0;
        foreach (double value in MemoryMarshal.CreateReadOnlySpan(ref At(ref at, i), count)) sum += value;
        return sum;
    }

    /// <summary>The largest of consecutive elements.</summary>
    public static double Maximum(ref double at, nuint i, int count)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in MemoryMarshal.CreateReadOnlySpan(ref At(ref at, i), count)) largest = Max(largest, value);
        return largest;
    }

    /// <summary>a·b + c: how it is rounded is no subject of gradient checks.</summary>
    [MethodImpl(Jit.Inline)]
    public static double Fma(double a, double b, double c) => a * b + c;

    /// <summary>|a|.</summary>
    [MethodImpl(Jit.Inline)]
    public static double Abs(double a) => Math.Abs(a);

    /// <summary>√a.</summary>
    [MethodImpl(Jit.Inline)]
    public static double Sqrt(double a) => Math.Sqrt(a);

    /// <summary><c>a &gt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(Jit.Inline)]
    public static double Max(double a, double b) => a > b ? a : b;

    /// <summary><c>a &lt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(Jit.Inline)]
    public static double Min(double a, double b) => a < b ? a : b;

    /// <summary>Where a &gt; b; nowhere where either is NaN.</summary>
    [MethodImpl(Jit.Inline)]
    public static bool Greater(double a, double b) => a > b;

    /// <summary>Where a ≥ b; nowhere where either is NaN.</summary>
    [MethodImpl(Jit.Inline)]
    public static bool GreaterOrEqual(double a, double b) => a >= b;

    /// <summary>a where the mask holds, else b.</summary>
    [MethodImpl(Jit.Inline)]
    public static double Select(bool mask, double a, double b) => mask ? a : b;

    /// <summary>The first lanes of a, the others of b.</summary>
    [MethodImpl(Jit.Inline)]
    public static double MaskTail(double a, double b, int count) => count > 0 ? a : b;
}
