using System.Runtime.Intrinsics;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen.Tests.Numerics;

/// <summary>Copies of rows and sums over them, as generated code asks for them.</summary>
public class RowsTests
{
    [Theory]
    [InlineData(1, 1, 16, 5), InlineData(1, 16, 1, 5), InlineData(7, 7, 16, 3), InlineData(20, 32, 20, 4), InlineData(16, 16, 16, 1),
        InlineData(3, 3, 3, 0)]
    public void A_copy_has_the_values_and_leaves_what_is_between_rows(int columns, int fromRow, int toRow, int samples)
    {
        float[] from = [.. Enumerable.Range(0, samples * fromRow + 1).Select(i => i + 1f)], to = new float[samples * toRow + 1];
        Array.Fill(to, -1);
        Rows.Copy(ref from[0], fromRow, ref to[0], toRow, columns, (nuint)samples);
        for (int i = 0; i < to.Length; i++)
        {
            (int row, int column) = (i / toRow, i % toRow);
            Assert.Equal(row < samples && column < columns ? from[row * fromRow + column] : -1, to[i]);
        }
    }

    /// <summary>
    /// The terms of a column in the order of its rows: the same bits in every width, +0 in the padding whatever is in that of the rows.
    /// </summary>
    [Theory]
    [InlineData(1, 16), InlineData(10, 16), InlineData(16, 16), InlineData(65, 80), InlineData(100, 112), InlineData(256, 272)]
    public void A_sum_takes_rows_in_order_in_every_width(int columns, int row)
    {
        const int samples = 37;
        var random = new Random(columns);
        var rows = new float[samples * row];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = i % row < columns ? (float)(random.NextDouble() - 0.3) * MathF.ScaleB(1, random.Next(-8, 8)) : float.NaN;
        foreach (bool accumulate in (bool[])[false, true])
        {
            var expected = new float[(columns + 15) / 16 * 16];
            for (int j = 0; j < columns; j++)
            {
                float sum = accumulate ? j - 2.5f : 0;
                for (int m = 0; m < samples; m++) sum += rows[m * row + j];
                expected[j] = sum;
            }
            Check((ref float sums) => Rows.Sum(ref rows[0], row, ref sums, columns, samples, accumulate));
            Check((ref float sums) => Rows.Sum<Simd1, float>(ref rows[0], (nuint)row, ref sums, (nuint)columns, samples, accumulate));
            Check((ref float sums) =>
                Rows.Sum<Simd128, Vector128<float>>(ref rows[0], (nuint)row, ref sums, (nuint)columns, samples, accumulate));
            Check((ref float sums) =>
                Rows.Sum<Simd256, Vector256<float>>(ref rows[0], (nuint)row, ref sums, (nuint)columns, samples, accumulate));
            Check((ref float sums) =>
                Rows.Sum<Simd512, Vector512<float>>(ref rows[0], (nuint)row, ref sums, (nuint)columns, samples, accumulate));

            void Check(SumInto sum)
            {
                var sums = new float[expected.Length];
                for (int j = 0; j < sums.Length; j++) sums[j] = j < columns ? j - 2.5f : float.NaN;
                sum(ref sums[0]);
                Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), sums.Select(BitConverter.SingleToInt32Bits));
            }
        }
    }

    private delegate void SumInto(ref float sums);

    [Fact]
    public void A_sum_in_double_precision_is_the_same_sum()
    {
        double[] rows = [1, 2, -9, 10, 20, -9, 100, 200, -9], sums = [.. Enumerable.Repeat(0.5, 16)];
        Rows.Sum(ref rows[0], 3, ref sums[0], columns: 2, samples: 3, accumulate: true);
        Assert.Equal([111.5, 222.5, .. new double[14]], sums);
    }
}
