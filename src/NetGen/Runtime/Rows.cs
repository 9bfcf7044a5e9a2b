using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.Runtime;

/// <summary>What generated code has done to rows of values where no layer and no shape makes a difference.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public static class Rows
{
    private const int Padding = 16;

    /// <summary>to[m, j] = from[m, j]. What is between rows stays as it is.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="fromRow">Values from row to row, at least <paramref name="columns"/>.</param>
    /// <param name="to">The first row of the copy.</param>
    /// <param name="toRow">Values from row to row, at least <paramref name="columns"/>.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="samples">Rows.</param>
    public static void Copy<T>(ref T from, int fromRow, ref T to, int toRow, int columns, nuint samples) where T : unmanaged
    {
        for (nuint m = 0; m < samples; m++)
        {
            ref T source = ref Unsafe.Add(ref from, m * (nuint)fromRow), target = ref Unsafe.Add(ref to, m * (nuint)toRow);
            if (columns < Padding)
                for (int j = 0; j < columns; j++) Unsafe.Add(ref target, j) = Unsafe.Add(ref source, j);
            else MemoryMarshal.CreateReadOnlySpan(ref source, columns).CopyTo(MemoryMarshal.CreateSpan(ref target, columns));
        }
    }

    /// <summary>
    /// sums[j] = Σₘ rows[m, j], samples in order, so that the vectors' width changes no bit; the padding of the sums becomes +0.
    /// </summary>
    /// <param name="rows">The first row; rows are read as far as their padding to 16.</param>
    /// <param name="row">Values from row to row.</param>
    /// <param name="sums">The sums, padded to 16.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="samples">Rows.</param>
    /// <param name="accumulate">Whether sums go on from what is there.</param>
    public static void Sum(ref float rows, int row, ref float sums, int columns, nuint samples, bool accumulate)
    {
        switch (SimdLoop.Widest)
        {
            case SimdWidth.Vector512: Sum<Simd512, Vector512<float>>(ref rows, (nuint)row, ref sums, (nuint)columns, samples, accumulate);
            break;
            case SimdWidth.Vector256 when Simd256.IsSupported: Sum<Simd256, Vector256<float>>(ref rows, (nuint)row, ref sums,
                (nuint)columns, samples, accumulate); break;
            case SimdWidth.Vector128: Sum<Simd128, Vector128<float>>(ref rows, (nuint)row, ref sums, (nuint)columns, samples, accumulate);
            break;
            default: Sum<Simd1, float>(ref rows, (nuint)row, ref sums, (nuint)columns, samples, accumulate); break;
        }
    }

    /// <summary>The same in double precision, for gradient checks.</summary>
    /// <inheritdoc cref="Sum(ref float, int, ref float, int, nuint, bool)" path="/param"/>
    public static void Sum(ref double rows, int row, ref double sums, int columns, nuint samples, bool accumulate)
    {
        for (int j = 0; j < columns; j++)
        {
            double sum = accumulate ? Unsafe.Add(ref sums, j) : 0;
            for (nuint m = 0; m < samples; m++) sum += Unsafe.Add(ref rows, m * (nuint)row + (nuint)j);
            Unsafe.Add(ref sums, j) = sum;
        }
        ClearPadding(ref sums, (nuint)columns);
    }

    /// <summary>Four vectors of columns side by side, which hide the latency of an addition, then one at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sum<S, V>(ref float rows, nuint row, ref float sums, nuint columns, nuint samples, bool accumulate)
        where S : struct, ISimd<V>
        where V : struct
    {
        nuint width = (nuint)S.Count, padded = (columns + Padding - 1) / Padding * Padding, j = 0;
        for (; j + 4 * width <= padded; j += 4 * width)
        {
            V sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            if (accumulate)
                (sum0, sum1, sum2, sum3) =
                    (S.Load(ref sums, j), S.Load(ref sums, j + width), S.Load(ref sums, j + 2 * width), S.Load(ref sums, j + 3 * width));
            ref float at = ref Unsafe.Add(ref rows, j);
            for (nuint m = 0; m < samples; m++)
            {
                sum0 = S.Add(sum0, S.Load(ref at, 0));
                sum1 = S.Add(sum1, S.Load(ref at, width));
                sum2 = S.Add(sum2, S.Load(ref at, 2 * width));
                sum3 = S.Add(sum3, S.Load(ref at, 3 * width));
                at = ref Unsafe.Add(ref at, row);
            }
            S.Store(sum0, ref sums, j);
            S.Store(sum1, ref sums, j + width);
            S.Store(sum2, ref sums, j + 2 * width);
            S.Store(sum3, ref sums, j + 3 * width);
        }
        for (; j < padded; j += width)
        {
            V sum = accumulate ? S.Load(ref sums, j) : default;
            ref float at = ref Unsafe.Add(ref rows, j);
            for (nuint m = 0; m < samples; m++)
            {
                sum = S.Add(sum, S.Load(ref at, 0));
                at = ref Unsafe.Add(ref at, row);
            }
            S.Store(sum, ref sums, j);
        }
        ClearPadding(ref sums, columns);
    }

    private static void ClearPadding<T>(ref T sums, nuint columns) where T : unmanaged
    {
        for (nuint j = columns; j % Padding != 0; j++) Unsafe.Add(ref sums, j) = default;
    }
}
