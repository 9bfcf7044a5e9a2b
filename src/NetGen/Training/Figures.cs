using System.Globalization;

namespace NetGen;

/// <summary>Measured values as text and in order: the same for every report.</summary>
internal static class Figures
{
    /// <summary>
    /// Four digits behind the point, and an exponent where those would say nothing or the digits before it would be many (as Keras prints
    /// losses).
    /// </summary>
    public static string Loss(double value)
    {
        double size = Math.Abs(value);
        if (size == 0) return "0.0000";
        return value.ToString(size < 1e-3 || (size >= 1e5 && double.IsFinite(size)) ? "0.0000e+00" : "F4", CultureInfo.InvariantCulture);
    }

    /// <summary>A share between 0 and 1 in percent.</summary>
    public static string Share(double value) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:F2} %");

    /// <summary>A count with what is counted: <c>1 sample</c>, <c>2 samples</c>.</summary>
    public static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>
    /// By what the smallest of measured values is found: .NET's own order has NaN, a training that failed, before all numbers.
    /// </summary>
    public static (bool IsNaN, double Value) NaNLast(double value) => (double.IsNaN(value), value);
}
