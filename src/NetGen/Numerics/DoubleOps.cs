using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Numerics;

/// <summary>The same as <see cref="PortableOps"/> in double precision, for gradient checks.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class DoubleOps
{
    /// <summary>For generated code, which has the operations by inheritance.</summary>
    protected DoubleOps() { }

    /// <summary>An element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Load(ref double at, nuint i) => Unsafe.Add(ref at, i);

    /// <summary>Writes an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref double at, nuint i, double a) => Unsafe.Add(ref at, i) = a;

    /// <summary>An element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Broadcast(ref double at, nuint i) => Unsafe.Add(ref at, i);

    /// <summary>The element at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref double Place(ref double at, nuint i) => ref Unsafe.Add(ref at, i);

    /// <summary>The class index at an offset, kept as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Index(ref double at, nuint i) => (nuint)(uint)Unsafe.Add(ref at, i);

    /// <summary>Σ of consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(ref double at, nuint i, int count) => Lanes.Sum(ref Unsafe.Add(ref at, i), count);

    /// <summary>The largest of consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Maximum(ref double at, nuint i, int count) => Lanes.Maximum(ref Unsafe.Add(ref at, i), count);

    /// <summary>a·b + c: how it is rounded is no subject of gradient checks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fma(double a, double b, double c) => a * b + c;

    /// <summary>|a|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Abs(double a) => Math.Abs(a);

    /// <summary>√a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sqrt(double a) => Math.Sqrt(a);

    /// <summary><c>a &gt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(double a, double b) => a > b ? a : b;

    /// <summary><c>a &lt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(double a, double b) => a < b ? a : b;

    /// <summary>Where a &gt; b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Greater(double a, double b) => a > b;

    /// <summary>Where a ≥ b; nowhere where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool GreaterOrEqual(double a, double b) => a >= b;

    /// <summary>a where the mask holds, else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Select(bool mask, double a, double b) => mask ? a : b;

    /// <summary>The first lanes of a, the others of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double KeepFirst(double a, double b, int count) => count > 0 ? a : b;

    /// <summary>eᵃ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double a) => VectorMath.Exp(a);

    /// <summary>eᵃ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Expm1(double a) => VectorMath.Expm1(a);

    /// <summary>ln a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double a) => VectorMath.Log(a);

    /// <summary>ln(1 + a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log1p(double a) => VectorMath.Log1p(a);

    /// <summary>tanh a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Tanh(double a) => VectorMath.Tanh(a);

    /// <summary>1 ÷ (1 + e⁻ᵃ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sigmoid(double a) => VectorMath.Sigmoid(a);

    /// <summary>Φ(a), the normal distribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double NormalCdf(double a) => VectorMath.NormalCdf(a);

    /// <summary>φ(a), its density.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double NormalPdf(double a) => VectorMath.NormalPdf(a);
}
