using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace NetGen.Benchmarking;

/// <summary>A column of the table, from a benchmark's mean time, its work and the roofline.</summary>
internal sealed class NetworkColumn(string name, string legend, Func<double, NetworkWork, Roofline, double?> value, string format) : IColumn
{
    /// <summary>Which all benchmarks of networks have.</summary>
    public static IReadOnlyList<NetworkColumn> All { get; } =
    [
        new("ns/sample", "Mean time of a sample, in nanoseconds", (mean, work, _) => mean / work.Batch, "N1"),
        new("GFLOP/s", "Floating-point operations of the products and activations, a multiply-add being two, in 10⁹ a second",
            (mean, work, _) => work.Flops / mean, "N2"),
        new("Peak",
            "Fused multiply-adds between registers, measured just before the benchmark, in 10⁹ floating-point operations per second; – "
            + "where the instruction set has none",
            (_, _, roofline) => roofline.Peak > 0 ? roofline.Peak : null, "N2"),
        new("Roofline",
            "Share of the roofline reached: the longer of all operations at that peak and reading every parameter once, "
            + "as measured there, over the mean time",
            (mean, work, roofline) => roofline.Peak > 0 ? roofline.Limit(work.Flops) / mean : null, "P1"),
    ];

    public string Id => "NetGen." + name;

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        BenchmarkReport? report = summary[benchmarkCase];
        if (report?.ResultStatistics is not { Mean: > 0 } statistics || NetworkWork.Of(benchmarkCase) is not { } work) return "–";
        if (Roofline.Of(work.Network) is not { } roofline) return "–";
        return value(statistics.Mean, work, roofline)?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public override string ToString() => name;
}
