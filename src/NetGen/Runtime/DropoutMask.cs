using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>The masks of dropout layers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public static class DropoutMask
{
    /// <summary>
    /// Fills a mask of <paramref name="rows"/> rows: 0 where the unit's random number u is below <paramref name="rate"/>, else 1 ÷ (1 −
    /// rate) (N. Srivastava et al., "Dropout", JMLR 15, 2014, in its scaled form); 1 everywhere when not training. Floats of a row past
    /// <paramref name="units"/> become +0. u is word (seed, stream, step, firstSample + row, unit) of <see cref="Philox"/>, so a sample's
    /// mask does not depend on its place in a batch of calls.
    /// </summary>
    /// <param name="mask">The first row.</param>
    /// <param name="rows">Rows to fill.</param>
    /// <param name="stride">Floats from row to row, at least <paramref name="units"/>.</param>
    /// <param name="units">Units of a row.</param>
    /// <param name="rate">The probability of dropping, 0 … 1. At 1 all is dropped.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="step">The number of the training step.</param>
    /// <param name="firstSample">The sample of the first row.</param>
    /// <param name="stream">The layer.</param>
    /// <param name="training">Whether units are dropped at all.</param>
    public static void Fill(ref float mask, nuint rows, nuint stride, int units, double rate, ulong seed, ulong step, ulong firstSample,
        int stream, bool training)
    {
        uint threshold = Threshold(rate, training);
        float kept = training ? (float)(1 / (1 - rate)) : 1f;
        Span<float> four = stackalloc float[4];
        for (nuint row = 0; row < rows; row++)
        {
            Span<float> values = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.Add(ref mask, row * stride),
                (int)stride);
            if (threshold == 0)
            {
                values[..units].Fill(kept);
            }
            else
            {
                int unit = Avx2.IsSupported ? FillSixteens(values[..units], threshold, kept, seed, step, firstSample + row, stream) : 0;
                for (; unit < units; unit += 4)
                {
                    (uint w0, uint w1, uint w2, uint w3) = Philox.Words(seed, stream, step, firstSample + row, (uint)unit >> 2);
                    Span<float> target = unit + 4 <= units ? values.Slice(unit, 4) : four;
                    target[0] = w0 >> 8 < threshold ? 0f : kept;
                    target[1] = w1 >> 8 < threshold ? 0f : kept;
                    target[2] = w2 >> 8 < threshold ? 0f : kept;
                    target[3] = w3 >> 8 < threshold ? 0f : kept;
                    if (unit + 4 > units) four[..(units - unit)].CopyTo(values[unit..]);
                }
            }

            values[units..].Clear();
        }
    }

    /// <summary>As many sixteens of units as there are, four blocks of the generator side by side; the units done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FillSixteens(Span<float> values, uint threshold, float kept, ulong seed, ulong step, ulong sample, int stream)
    {
        Vector256<int> limit = Vector256.Create((int)threshold);
        Vector256<float> value = Vector256.Create(kept);
        int unit = 0;
        for (; unit + 16 <= values.Length; unit += 16)
        {
            (Vector256<int> low, Vector256<int> high) = PhiloxWide.Words(seed, stream, step, sample, (uint)unit >> 2);
            ref float target = ref values[unit];
            Avx.AndNot(Avx2.CompareGreaterThan(limit, Avx2.ShiftRightLogical(low, 8)).AsSingle(), value).StoreUnsafe(ref target);
            Avx.AndNot(Avx2.CompareGreaterThan(limit, Avx2.ShiftRightLogical(high, 8)).AsSingle(), value).StoreUnsafe(ref target, 8);
        }

        return unit;
    }

    /// <summary>The same mask in double precision: the same units are dropped, the others are 1 ÷ (1 − rate) in double.</summary>
    /// <inheritdoc cref="Fill(ref float, nuint, nuint, int, double, ulong, ulong, ulong, int, bool)" path="/param"/>
    public static void Fill(ref double mask, nuint rows, nuint stride, int units, double rate, ulong seed, ulong step, ulong firstSample,
        int stream, bool training)
    {
        uint threshold = Threshold(rate, training);
        double kept = training ? 1 / (1 - rate) : 1;
        for (nuint row = 0; row < rows; row++)
        {
            Span<double> values = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.Add(ref mask, row * stride),
                (int)stride);
            for (int unit = 0; unit < units; unit++)
                values[unit] = Philox.Word(seed, stream, step, firstSample + row, unit) >> 8 < threshold ? 0 : kept;

            values[units..].Clear();
        }
    }

    /// <summary>u &lt; rate is (w ≫ 8) &lt; ⌈rate·2²⁴⌉ for u = (w ≫ 8)·2⁻²⁴, without rounding: rate·2²⁴ is exact in double.</summary>
    private static uint Threshold(double rate, bool training)
    {
        if (!(rate >= 0 && rate <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A dropout rate is a probability: from 0 to 1.");

        return training ? (uint)Math.Ceiling(rate * (1 << 24)) : 0;
    }
}
