using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace NetGen.Benchmarking.Tests;

/// <summary>Short runs of BenchmarkDotNet: a network is measured in one line, with every column, in the process that asks for it.</summary>
public sealed class NetworkBenchmarksTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("netgen-benchmarking-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>One launch of few and short iterations: times mean little, but every column has what it is computed from.</summary>
    private Summary Run<TBenchmarks>()
    {
        Job job = Job.Dry.WithIterationCount(3).WithInvocationCount(2048).WithUnrollFactor(16).WithWarmupCount(1)
            .WithStrategy(BenchmarkDotNet.Engines.RunStrategy.Throughput);
        Summary summary = BenchmarkRunner.Run<TBenchmarks>(ManualConfig.CreateEmpty().AddJob(job)
            .AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(NullLogger.Instance).AddExporter(MarkdownExporter.GitHub)
            .WithArtifactsPath(folder));
        // A clone in the system's folder of temporary files is taken for a test runner's shadow copy.
        Assert.DoesNotContain(summary.ValidationErrors, error => !error.Message.Contains("is located in temp", StringComparison.Ordinal));
        Assert.True(summary.Reports.All(report => report.Success));
        return summary;
    }

    private static string[] Column(Summary summary, string name)
    {
        int column = Array.IndexOf(summary.Table.FullHeader, name);
        Assert.True(column >= 0, string.Join(", ", summary.Table.FullHeader));
        return [.. summary.Table.FullContent.Select(row => row[column])];
    }

    private static double Number(string text) => double.Parse(text.TrimEnd('%', ' '), NumberStyles.Number, CultureInfo.InvariantCulture);

    [Fact]
    public void A_network_is_benchmarked_in_one_line_with_all_columns()
    {
        Summary summary = Run<FewBatches>();
        Assert.Equal(["Predict", "TrainStep", "Predict", "TrainStep"], Column(summary, "Method"));
        Assert.Equal(["1", "1", "8", "8"], Column(summary, "Batch"));
        bool hasPeak = Limits.Fma(Small.Isa) is not null;
        for (int row = 0; row < 4; row++)
        {
            BenchmarkReport report = summary[summary.BenchmarksCases[row]]!;
            int batch = row < 2 ? 1 : 8;
            double mean = report.ResultStatistics!.Mean,
                flops = batch * (row % 2 == 0 ? Small.Info.Flops : 3.0 * Small.Info.Flops - Small.Info.Layers[0].Flops);
            Near(mean / batch, "ns/sample", row, digits: 1);
            Near(flops / mean, "GFLOP/s", row, digits: 2);
            if (hasPeak)
            {
                Assert.InRange(Number(Column(summary, "Peak")[row]), 0.5, 1000);
                double share = Number(Column(summary, "Roofline")[row]) / 100;
                Assert.True(share > 0 && share >= flops / mean / (Number(Column(summary, "Peak")[row]) + 0.01) - 0.001,
                    share.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                Assert.Equal("–", Column(summary, "Roofline")[row]);
            }
        }

        // All threads of this process are counted, those of the tests too: some bytes a call may be theirs.
        Assert.All(Column(summary, "Allocated"), bytes => Assert.True(bytes == "-" || Number(bytes.TrimEnd('B')) < 8, bytes));

        void Near(double expected, string column, int row, int digits) =>
            Assert.Equal(expected, Number(Column(summary, column)[row]), Math.Pow(10, -digits));
    }

    [Fact]
    public void Whatever_job_is_asked_for_benchmarks_run_in_this_process()
    {
        Summary summary = Run<OneBatch>();
        Assert.Equal("InProcessEmitToolchain", Assert.Single(summary.BenchmarksCases).Job.Infrastructure.Toolchain?.GetType().Name);
        // Without a job of the caller's it is BenchmarkDotNet's own, in this process too.
        var own = BenchmarkConverter.TypeToBenchmarks(typeof(NetworkBenchmarks<Small>));
        Assert.Equal(6, own.BenchmarksCases.Length);
        Assert.All(own.BenchmarksCases, one => Assert.Equal("InProcessEmitToolchain", one.Job.Infrastructure.Toolchain?.GetType().Name));
    }

    [Fact]
    public void Without_a_loss_only_prediction_is_measured()
    {
        Assert.Equal(["Predict"], Column(Run<OneBatch>(), "Method"));
    }

    [Fact]
    public void Inputs_losses_and_class_indices_are_filled_slot_by_slot()
    {
        var benchmarks = new NetworkBenchmarks<TwoInputs> { Batch = 5 };
        benchmarks.Setup();
        benchmarks.Predict();
        Assert.True(float.IsFinite(benchmarks.TrainStep()));
    }

    [Fact]
    public void Batches_are_1_32_and_256_and_what_was_measured_is_kept()
    {
        Assert.Equal([1, 32, 256], new NetworkBenchmarks<Small>().Batches);
        Roofline roofline = Roofline.Measure(Small.Info);
        roofline.Keep(typeof(Small));
        Assert.Equal(roofline, Roofline.Of(typeof(Small)));
        Assert.Null(Roofline.Of(typeof(string)));
        Assert.Equal(Math.Max(1e6 / roofline.Peak, roofline.Read), roofline.Limit(1e6));
    }

    [Fact]
    public void Work_is_counted_from_the_layers()
    {
        // The first layer of each input has no gradient to it.
        Assert.Equal(3.0 * Small.Info.Flops - Small.Info.Layers[0].Flops, NetworkWork.TrainFlops(Small.Info));
        Assert.Equal(3.0 * TwoInputs.Info.Flops - TwoInputs.Info.Layers.Where(layer => layer.Name is "Left" or "Right")
            .Sum(layer => layer.Flops), NetworkWork.TrainFlops(TwoInputs.Info));
    }
}
