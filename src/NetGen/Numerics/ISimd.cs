using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using NetGen.Runtime;

namespace NetGen.Numerics;

/// <summary>
/// The operations all numerical code is written in, the library's and that of generated kernels, over a vector <typeparamref name="V"/> of
/// <see cref="Count"/> floats.
/// Each has one defined result for each element, so that code written over these operations gives the same bits for every width
/// and on every processor: +, −, ×, ÷, √ and fused multiply-add round once, to nearest even; <see cref="Max"/>, <see cref="Min"/>
/// and the comparisons are defined by the C# expression they stand for. A mask has all bits of an element set, or none.
/// (The sign and payload of a NaN are not defined.)
/// </summary>
/// <typeparam name="V">The vector: <c>Vector512&lt;float&gt;</c>, <c>Vector256&lt;float&gt;</c>, <c>Vector128&lt;float&gt;</c> or
/// <c>float</c>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public interface ISimd<V>
    where V : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>The mask of the first <paramref name="count"/> elements.</summary>
    static abstract V First(int count);

    /// <summary>A vector with every element equal to <paramref name="value"/>.</summary>
    static abstract V Splat(float value);

    /// <summary>A vector with every element's bits equal to <paramref name="bits"/>.</summary>
    static abstract V Bits(uint bits);

    /// <summary>Reads <see cref="Count"/> floats at <paramref name="source"/> + <paramref name="offset"/>.</summary>
    static abstract V Load(ref readonly float source, nuint offset);

    /// <summary>Writes <see cref="Count"/> floats at <paramref name="target"/> + <paramref name="offset"/>.</summary>
    static abstract void Store(V value, ref float target, nuint offset);

    /// <summary>a + b.</summary>
    static abstract V Add(V a, V b);

    /// <summary>a − b.</summary>
    static abstract V Sub(V a, V b);

    /// <summary>a · b.</summary>
    static abstract V Mul(V a, V b);

    /// <summary>a ÷ b.</summary>
    static abstract V Div(V a, V b);

    /// <summary>√a.</summary>
    static abstract V Sqrt(V a);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary>c − a·b, rounded once.</summary>
    static abstract V Fnma(V a, V b, V c);

    /// <summary><c>a &gt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    static abstract V Max(V a, V b);

    /// <summary><c>a &lt; b ? a : b</c>: b if either is NaN or both are zero.</summary>
    static abstract V Min(V a, V b);

    /// <summary>The mask of a &lt; b; none where either is NaN.</summary>
    static abstract V Less(V a, V b);

    /// <summary>The mask of a ≤ b; none where either is NaN.</summary>
    static abstract V LessOrEqual(V a, V b);

    /// <summary>The mask of a = b; none where either is NaN.</summary>
    static abstract V Equal(V a, V b);

    /// <summary>The elements of <paramref name="a"/> where the mask is set, else those of <paramref name="b"/>.</summary>
    static abstract V Select(V mask, V a, V b);

    /// <summary>Whether any element of a mask is set.</summary>
    static abstract bool Any(V mask);

    /// <summary>Bitwise a and b.</summary>
    static abstract V And(V a, V b);

    /// <summary>Bitwise a or b.</summary>
    static abstract V Or(V a, V b);

    /// <summary>Bitwise a exclusive-or b.</summary>
    static abstract V Xor(V a, V b);

    /// <summary>The sum of the elements taken as 32-bit integers, modulo 2³².</summary>
    static abstract V AddBits(V a, V b);

    /// <summary>The difference of the elements taken as 32-bit integers, modulo 2³².</summary>
    static abstract V SubBits(V a, V b);

    /// <summary>The elements taken as 32-bit integers, shifted left.</summary>
    static abstract V ShiftLeft(V a, [ConstantExpected] byte count);

    /// <summary>The elements taken as signed 32-bit integers, shifted right arithmetically.</summary>
    static abstract V ShiftRight(V a, [ConstantExpected] byte count);
}
