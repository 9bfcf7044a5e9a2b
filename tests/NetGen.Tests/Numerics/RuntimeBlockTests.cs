using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen.Tests.Numerics;

/// <summary>Transposes, sums of blocks and dropout masks are right element by element for every length and width.</summary>
public class RuntimeBlockTests
{
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 40, 64, 65, 70];

    [Fact]
    public void Transposing_puts_every_element_in_its_place_and_zero_in_the_padding()
    {
        foreach (int rows in Lengths)
        {
            foreach (int columns in Lengths)
            {
                foreach ((int panel, int transposed) in ((int, int)[])[(16, 16), (16, 32), (Padded(columns), 16), (16, Padded(rows)),
                    (Padded(columns), Padded(rows))])
                {
                    int padded = (columns + panel - 1) / panel * panel, paddedRows = (rows + transposed - 1) / transposed * transposed;
                    float[] w = new float[rows * padded];
                    for (int k = 0; k < rows; k++)
                    {
                        for (int j = 0; j < columns; j++)
                            w[Index(k, j, rows, panel)] = k * 1000 + j + 1;
                    }

                    float[] expected = new float[columns * paddedRows];
                    for (int k = 0; k < rows; k++)
                    {
                        for (int j = 0; j < columns; j++)
                            expected[Index(j, k, columns, transposed)] = k * 1000 + j + 1;
                    }

                    float[] wt = Fresh();
                    Matrix.Transpose(ref w[0], ref wt[0], rows, columns, panel, transposed);
                    Assert.Equal(expected, wt);
                    if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
                    {
                        wt = Fresh();
                        Matrix.Fours(ref w[0], ref wt[0], rows, columns, panel, transposed);
                        Assert.Equal(expected, wt);
                    }

                    wt = Fresh();
                    Matrix.OneByOne(ref w[0], ref wt[0], rows, columns, panel, transposed);
                    Assert.Equal(expected, wt);

                    double[] doubles = [.. w.Select(x => (double)x)], doublesT = new double[wt.Length];
                    Matrix.Transpose(ref doubles[0], ref doublesT[0], rows, columns, panel, transposed);
                    Assert.Equal(expected.Select(x => (double)x), doublesT);

                    float[] Fresh() => [.. Enumerable.Repeat(float.NaN, expected.Length)];
                }
            }
        }
    }

    [Fact]
    public void Blocks_add_in_every_width()
    {
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            for (int length = 0; length <= 65; length++)
            {
                float[] sum = [.. Enumerable.Range(0, length + 1).Select(i => i * 0.1f)],
                    term = [.. Enumerable.Range(0, length + 1).Select(i => i * 0.7f)];
                float[] expected = [.. sum.Zip(term, (a, b) => a + b)];
                expected[length] = sum[length];
                Blocks.Add(ref sum[0], ref term[0], (nuint)length, width);
                Assert.Equal(expected, sum);
            }
        }
    }

    [Fact]
    public void A_dropout_mask_follows_its_coordinates()
    {
        const int Rows = 5, Stride = 64, Units = 43;
        float[] mask = [.. Enumerable.Repeat(float.NaN, Rows * Stride)];
        DropoutMask.Fill(ref mask[0], Rows, Stride, Units, 0.3, seed: 11, step: 7, firstSample: 100, stream: 4, training: true);
        for (int row = 0; row < Rows; row++)
        {
            for (int unit = 0; unit < Stride; unit++)
            {
                float expected = unit >= Units ? 0 : Philox.Uniform(11, 4, 7, 100 + (ulong)row, unit) < 0.3 ? 0 : (float)(1 / 0.7);
                Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(mask[row * Stride + unit]));
            }
        }

        double[] doubles = new double[Rows * Stride];
        DropoutMask.Fill(ref doubles[0], Rows, Stride, Units, 0.3, 11, 7, 100, 4, true);
        Assert.Equal(mask.Select(x => x != 0), doubles.Select(x => x != 0));

        // A part of the rows gives those rows.
        float[] part = new float[2 * Stride];
        DropoutMask.Fill(ref part[0], 2, Stride, Units, 0.3, 11, 7, 102, 4, true);
        Assert.Equal(mask[(2 * Stride)..(4 * Stride)], part);
    }

    [Theory]
    [InlineData(0.0), InlineData(0.1), InlineData(0.5), InlineData(0.9), InlineData(1.0)]
    public void Dropout_keeps_the_mean(double rate)
    {
        float[] mask = new float[100_000];
        DropoutMask.Fill(ref mask[0], 100, 1000, 1000, rate, 3, 1, 0, 2, true);
        double dropped = mask.Count(x => x == 0) / 1e5;
        Assert.InRange(dropped, rate - 0.006, rate + 0.006);
        Assert.All(mask, x => Assert.True(x == 0 || x == (float)(1 / (1 - rate))));
        DropoutMask.Fill(ref mask[0], 100, 1000, 1000, rate, 3, 1, 0, 2, training: false);
        Assert.All(mask, x => Assert.Equal(1f, x));
    }

    [Fact]
    public void A_rate_that_is_no_probability_is_refused()
    {
        float[] mask = new float[1];
        Assert.Throws<ArgumentOutOfRangeException>(() => DropoutMask.Fill(ref mask[0], 1, 1, 1, 1.1, 0, 0, 0, 0, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => DropoutMask.Fill(ref mask[0], 1, 1, 1, double.NaN, 0, 0, 0, 0, true));
    }

    private static int Padded(int n) => (n + 15) / 16 * 16;

    private static int Index(int k, int j, int rows, int panel) => j / panel * rows * panel + k * panel + j % panel;
}
