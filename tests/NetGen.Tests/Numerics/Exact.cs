using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>
/// References in double for arguments that are floats, right to 2⁻⁴⁶ (10⁻⁷ ulp of a float) and fast enough to be asked four thousand
/// million times: where the argument is small enough that a term or two of the series are all a double holds, or so large that the limit
/// is, nothing more is computed.
/// </summary>
internal static class Exact
{
    private const double Small = 1.0 / (1 << 30), InverseRootTwoPi = 0.39894228040143267794, TwoOverRootPi = 1.1283791670955125739;

    // Taylor series of the Mills ratio (1 − Φ) ÷ φ around multiples of 1/64 from 0 to 15: h is at most 1/128, so ten terms leave 10⁻²⁰.
    private const int Steps = 64, Most = 15, Terms = 10;
    private static readonly double[] Mills = MillsSeries();

    public static double Exp(double x) => Math.Abs(x) < Small ? 1 + x : x < -110 ? 0 : x > 110 ? double.PositiveInfinity : Math.Exp(x);

    public static double Expm1(double x) =>
        Math.Abs(x) < Small ? x + 0.5 * x * x : x < -110 ? -1 : x > 110 ? double.PositiveInfinity : VectorMath.Expm1(x);

    public static double Log(double x) => x < 0 ? double.NaN : Math.Log(x);

    public static double Log1p(double x) => Math.Abs(x) < Small ? x - 0.5 * x * x : VectorMath.Log1p(x);

    public static double Tanh(double x) => Math.Abs(x) < Small ? x : Math.Abs(x) > 20 ? Math.CopySign(1, x) : Math.Tanh(x);

    public static double Sigmoid(double x) => Math.Abs(x) < Small ? 0.5 + 0.25 * x : x < -110 ? 0 : x > 110 ? 1 : VectorMath.Sigmoid(x);

    public static double Sin(double x) => Math.Abs(x) < Small ? x : Math.Sin(x);

    public static double Cos(double x) => Math.Abs(x) < Small ? 1 : Math.Cos(x);

    public static double NormalPdf(double x) => Math.Abs(x) < Small ? InverseRootTwoPi : Math.Abs(x) > Most ? 0 : VectorMath.NormalPdf(x);

    /// <summary>2/√π·x·(1 − x²/3 + x⁴/10 − …) below ½; above it 1 − 2·Φ(−x·√2).</summary>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (a < Small) return TwoOverRootPi * x;
        if (a > 6) return Math.CopySign(1, x);
        if (a >= 0.5) return Math.CopySign(1 - 2 * Tail(a * 1.4142135623730950488), x);
        return TwoOverRootPi * x * Series(x * x);

        // Σ (−s)ⁿ ÷ (n!·(2n + 1)): for s ≤ ¼ the term after the last is below 10⁻¹⁷.
        static double Series(double s)
        {
            double sum = 0, factorial = 479001600;
            for (int n = 12; n >= 0; n--)
            {
                sum = sum * -s + 1 / (factorial * (2 * n + 1));
                factorial /= Math.Max(n, 1);
            }

            return sum;
        }
    }

    /// <summary>½ + erf(x ÷ √2) ÷ 2 near the middle, else the tail.</summary>
    public static double NormalCdf(double x)
    {
        double a = Math.Abs(x);
        if (a < Small) return 0.5 + InverseRootTwoPi * x;
        if (a > Most) return x < 0 ? 0 : x > 0 ? 1 : x;
        if (a < 0.5) return 0.5 + 0.5 * Erf(x * 0.70710678118654752440);
        double tail = Tail(a);
        return x < 0 ? tail : double.IsNaN(x) ? x : 1 - tail;
    }

    /// <summary>1 − Φ(a) = φ(a)·Mills(a) for a from ½ to 15; for floats a² is exact.</summary>
    private static double Tail(double a)
    {
        if (a > Most) return 0;
        int node = (int)Math.Round(a * Steps);
        double h = a - (double)node / Steps, sum = 0;
        for (int n = Terms - 1; n >= 0; n--)
            sum = sum * h + Mills[node * Terms + n];

        return sum * VectorMath.NormalPdf(a);
    }

    /// <summary>With M' = x·M − 1 the n-th coefficient follows from two before it: (n + 1)·cₙ₊₁ = x·cₙ + cₙ₋₁.</summary>
    private static double[] MillsSeries()
    {
        double[] series = new double[(Most * Steps + 1) * Terms];
        for (int node = Steps / 4; node <= Most * Steps; node++)
        {
            // M = 1 ÷ (x + 1 ÷ (x + 2 ÷ (x + 3 ÷ …))).
            double x = (double)node / Steps, fraction = 0;
            for (int k = (int)(24 + 700 / (x * x)); k > 0; k--)
                fraction = k / (x + fraction);

            Span<double> c = series.AsSpan(node * Terms, Terms);
            c[0] = 1 / (x + fraction);
            c[1] = x * c[0] - 1;
            for (int n = 1; n + 1 < Terms; n++)
                c[n + 1] = (x * c[n] + c[n - 1]) / (n + 1);
        }

        return series;
    }
}
