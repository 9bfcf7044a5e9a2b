namespace NetGen.Compiler.Ops;

/// <summary>Functions that netstandard2.0 lacks, in double precision, for the references.</summary>
public static class ReferenceMath
{
    /// <summary>φ(x) = e^(−x²/2) / √(2π).</summary>
    public static double NormalPdf(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    /// <summary>
    /// Φ(x). Near zero by the series ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …), in the tails by the continued fraction
    /// Φ(−x) = φ(x)/(x + 1/(x + 2/(x + 3/(x + …)))) (Abramowitz and Stegun 26.2.11 and 26.2.14).
    /// </summary>
    public static double NormalCdf(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x > 40) return 1;
        if (x < -40) return 0;
        if (Math.Abs(x) < 3)
        {
            double term = x, sum = x;
            for (int n = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); n += 2) sum += term *= x * x / n;
            return 0.5 + NormalPdf(x) * sum;
        }
        double fraction = Math.Abs(x);
        for (int n = 200; n > 0; n--) fraction = Math.Abs(x) + n / fraction;
        double tail = NormalPdf(x) / fraction;
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>log(1 + e^x) without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>log(1 + x) for x ≥ 0, exact for small x: log(u)·x/(u − 1) with u = 1 + x as rounded (Kahan).</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>eˣ − 1, exact for small x: (u − 1)·x/log u with u = eˣ as rounded (Kahan).</summary>
    public static double Expm1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 || double.IsNaN(x) ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }
}
