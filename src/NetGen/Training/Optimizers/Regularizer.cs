using System.Runtime.CompilerServices;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// What layers ask of training besides the loss: penalties on weights, and bounds on the norms of units. Keras's, with the same meaning.
/// </summary>
internal static class Regularizer
{
    /// <summary>Keras's, alongside the norm that is divided by.</summary>
    private const double Epsilon = 1e-7;

    /// <summary>2⁻⁷⁰.</summary>
    private const float Small = 8.4703295e-22f;

    /// <summary>g ← g + 2·L2·w + L1·sign(w), sign(0) being 0.</summary>
    internal static void AddGradients(TrainableRange range, ReadOnlySpan<float> parameters, Span<float> gradients, SimdWidth width)
    {
        if (range.Length > 0 && (range.L1 > 0 || range.L2 > 0))
        {
            SimdLoop.Run(
                new Penalty(ref Unsafe.AsRef(in parameters[range.Start]), ref gradients.Slice(range.Start, range.Length)[0],
                    (float)range.L1, (float)(2 * range.L2)),
                (nuint)range.Length, width);
        }
    }

    /// <summary>
    /// w[·, j] ← w[·, j]·MaxNorm ÷ (‖w[·, j]‖ + 10⁻⁷) for each unit j whose norm is above MaxNorm; the others stay as they are to the bit.
    /// Squares are summed over the inputs in order, one fused multiply-add each.
    /// </summary>
    internal static void LimitNorms(ParameterInfo info, Span<float> block, SimdWidth width)
    {
        for (int at = info.Offset; at < info.Offset + info.PaddedLength; at += info.Rows * info.Panel)
        {
            SimdLoop.Run(new MaxNorm(ref block.Slice(at, info.Rows * info.Panel)[0], (nuint)info.Rows, (nuint)info.Panel,
                (float)info.MaxNorm), (nuint)info.Panel, width);
        }
    }

    private readonly ref struct Penalty(ref float w, ref float g, float one, float two) : IElementwise
    {
        private readonly ref float w = ref w;
        private readonly ref float g = ref g;
        private readonly float one = one, two = two;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<S, V>(nuint offset)
            where S : struct, ISimd<V>
            where V : struct
        {
            V w = S.Load(ref this.w, offset), zero = S.Bits(0);
            V sign = S.Select(S.Less(zero, w), S.Splat(one), S.Select(S.Less(w, zero), S.Splat(-one), zero));
            S.Store(S.Add(S.Fma(S.Splat(two), w, S.Load(ref g, offset)), sign), ref g, offset);
        }
    }

    /// <summary>Some columns of a panel, all rows.</summary>
    private readonly ref struct MaxNorm(ref float w, nuint rows, nuint stride, float largest) : IElementwise
    {
        private readonly ref float w = ref w;
        private readonly nuint end = rows * stride, stride = stride;
        private readonly float largest = largest;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<S, V>(nuint offset)
            where S : struct, ISimd<V>
            where V : struct
        {
            V squares = S.Bits(0);
            for (nuint row = 0; row < end; row += stride)
            {
                V w = S.Load(ref this.w, row + offset);
                squares = S.Fma(w, w, squares);
            }

            V norm = S.Sqrt(squares), largest = S.Splat(this.largest);
            V above = S.Less(largest, norm);
            if (!S.Any(above)) return;

            V factor = S.Select(above, S.Div(largest, S.Add(norm, S.Splat((float)Epsilon))), S.Splat(1f));
            V isInfinite = S.Less(S.Splat(float.MaxValue), squares);
            if (S.Any(isInfinite))
            {
                // The squares of finite weights have overflowed: a factor of 0 would make the whole unit 0. Those of w·2⁻⁷⁰ do not.
                V small = S.Splat(Small), scaled = S.Bits(0);
                for (nuint row = 0; row < end; row += stride)
                {
                    V w = S.Mul(S.Load(ref this.w, row + offset), small);
                    scaled = S.Fma(w, w, scaled);
                }

                factor = S.Select(isInfinite, S.Div(S.Mul(largest, small), S.Sqrt(scaled)), factor);
            }

            for (nuint row = 0; row < end; row += stride)
                S.Store(S.Mul(S.Load(ref w, row + offset), factor), ref w, row + offset);
        }
    }
}
