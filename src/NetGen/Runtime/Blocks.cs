using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen.Runtime;

/// <summary>Sums of whole parameter blocks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public static class Blocks
{
    /// <summary>sum[i] += term[i] for <paramref name="length"/> floats.</summary>
    public static void Add(ref float sum, ref float term, nuint length) => Add(ref sum, ref term, length, SimdLoop.Widest);

    internal static void Add(ref float sum, ref float term, nuint length, SimdWidth width) =>
        SimdLoop.Run(new Addition(ref sum, ref term), length, width);

    /// <summary>sum[i] += term[i] for <paramref name="length"/> doubles.</summary>
    public static void Add(ref double sum, ref double term, nuint length)
    {
        for (nuint i = 0; i < length; i++)
            Unsafe.Add(ref sum, i) += Unsafe.Add(ref term, i);
    }

    private readonly ref struct Addition(ref float sum, ref float term) : IElementwise
    {
        private readonly ref float sum = ref sum;
        private readonly ref float term = ref term;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<S, V>(nuint offset)
            where S : struct, ISimd<V>
            where V : struct => S.Store(S.Add(S.Load(ref sum, offset), S.Load(ref term, offset)), ref sum, offset);
    }
}
