using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>Initial values have the distribution that their rule names, and depend on the seed and the parameter alone.</summary>
public class InitializerTests
{
    private const int FanIn = 300, FanOut = 200;

    [Theory]
    [InlineData(Initializer.Default, 1.0 / FanIn)]
    [InlineData(Initializer.PyTorchLinear, 1.0 / FanIn)]
    [InlineData(Initializer.GlorotUniform, 6.0 / (FanIn + FanOut))]
    [InlineData(Initializer.HeUniform, 6.0 / FanIn)]
    [InlineData(Initializer.LeCunUniform, 3.0 / FanIn)]
    [InlineData(Initializer.Uniform, 0.25)]
    public void Uniform_rules_are_uniform_within_their_bound(Initializer initializer, double boundSquared)
    {
        double bound = Math.Sqrt(boundSquared);
        double[] values = Values(initializer, 0.5);
        Assert.All(values, v => Assert.InRange(v, -bound * 1.000001, bound * 1.000001));
        Distribution.AssertLike(values, v => Math.Clamp((v / bound + 1) / 2, 0, 1));
        Moments(values, bound * bound / 3);
    }

    [Theory]
    [InlineData(Initializer.GlorotNormal, 2.0 / (FanIn + FanOut), true)]
    [InlineData(Initializer.HeNormal, 2.0 / FanIn, true)]
    [InlineData(Initializer.LeCunNormal, 1.0 / FanIn, true)]
    [InlineData(Initializer.TruncatedNormal, 0.25 * 0.7737413035499232, true)]
    [InlineData(Initializer.Normal, 0.25, false)]
    public void Normal_rules_have_their_variance_and_shape(Initializer initializer, double variance, bool cut)
    {
        double[] values = Values(initializer, 0.5);

        // 0.7737 = 0.8796²: the variance that two standard deviations leave.
        double deviation = Math.Sqrt(cut ? variance / 0.7737413035499232 : variance);
        if (cut)
        {
            Assert.All(values, v => Assert.InRange(v, -2.00001 * deviation, 2.00001 * deviation));
            double outside = VectorMath.NormalCdf(-2.0);
            Distribution.AssertLike(values, v => Math.Clamp((VectorMath.NormalCdf(v / deviation) - outside) / (1 - 2 * outside), 0, 1));
        }
        else
        {
            Distribution.AssertLike(values, v => VectorMath.NormalCdf(v / deviation));
        }

        Moments(values, variance);
    }

    [Theory]
    [InlineData(Initializer.Zeros, double.NaN, 0f)]
    [InlineData(Initializer.Ones, double.NaN, 1f)]
    [InlineData(Initializer.Constant, 0.3, 0.3f)]
    [InlineData(Initializer.Constant, double.NaN, 0f)]
    public void Constant_rules_fill(Initializer initializer, double value, float expected)
    {
        float[] values = [.. Enumerable.Repeat(float.NaN, 20)];
        InitialValues.Fill(values, 4, 5, initializer, 4, 5, value, 1, 0);
        Assert.All(values, v => Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(v)));
    }

    [Theory]
    [InlineData(20, 20, 1.0), InlineData(64, 10, 1.0), InlineData(10, 64, 1.5), InlineData(1, 30, 1.0), InlineData(100, 100, 2.0)]
    public void Orthogonal_matrices_are_orthogonal(int rows, int columns, double gain)
    {
        float[] values = new float[rows * columns];
        InitialValues.Fill(values, rows, columns, Initializer.Orthogonal, rows, columns, gain, 17, 3);
        bool byRows = rows <= columns;
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        double At(int vector, int k) => byRows ? values[vector * columns + k] : values[k * columns + vector];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double dot = Enumerable.Range(0, length).Sum(k => At(a, k) * At(b, k));
                Assert.InRange(dot - (a == b ? gain * gain : 0), -1e-5, 1e-5);
            }
        }
    }

    [Fact]
    public void Every_initializer_has_a_test_of_its_distribution()
    {
        HashSet<Initializer> tested =
        [
            .. typeof(InitializerTests).GetMethods().SelectMany(method => method.GetCustomAttributes(typeof(InlineDataAttribute), false))
                .SelectMany(data => ((InlineDataAttribute)data).Data).OfType<Initializer>(),
            Initializer.Orthogonal,     // Orthogonal_matrices_are_orthogonal
        ];
        Initializer[] missing = [.. Enum.GetValues<Initializer>().Where(initializer => !tested.Contains(initializer))];
        Assert.True(missing.Length == 0, $"No test says how {string.Join(", ", missing)} is distributed.");
    }

    [Fact]
    public void Values_depend_on_seed_and_parameter_alone()
    {
        float[] Fill(ulong seed, int parameter)
        {
            float[] values = new float[50];
            InitialValues.Fill(values, 5, 10, Initializer.HeNormal, 5, 10, double.NaN, seed, parameter);
            return values;
        }

        Assert.Equal(Fill(1, 0), Fill(1, 0));
        Assert.NotEqual(Fill(1, 0), Fill(2, 0));
        Assert.NotEqual(Fill(1, 0), Fill(1, 1));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => InitialValues.Fill(new float[5], 2, 3, Initializer.Zeros, 2, 3, 0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => InitialValues.Fill(new float[6], 2, 3, (Initializer)99, 2, 3, 0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => InitialValues.Fill(new float[6], 2, 3, Initializer.Zeros, 2, 3, 0, 0, 40000));
    }

    private static double[] Values(Initializer initializer, double value)
    {
        float[] values = new float[FanIn * FanOut];
        InitialValues.Fill(values, FanIn, FanOut, initializer, FanIn, FanOut, value, 12345, 2);
        return [.. values.Select(v => (double)v)];
    }

    private static void Moments(double[] values, double variance)
    {
        Assert.InRange(values.Average() / Math.Sqrt(variance), -0.02, 0.02);
        Assert.InRange(values.Average(v => v * v) / variance, 0.97, 1.03);
    }
}
