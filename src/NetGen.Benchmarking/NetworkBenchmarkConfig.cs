using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NetGen.Benchmarking;

/// <summary>
/// What <see cref="NetworkBenchmarks{TNetwork}"/> adds to BenchmarkDotNet: the columns ns/sample, GFLOP/s, Peak and Roofline, and allocated
/// bytes. All
/// benchmarks run in the process that asks for them.
/// </summary>
/// <remarks>
/// BenchmarkDotNet builds a program for each benchmark from the project it takes the class's assembly for, and that is this package, whose
/// project no user has. In this
/// process the one line works in every project: of a network in another assembly, in a program of one file, in a published program. A job
/// of your own, by a configuration or
/// by the command line (<c>--job short</c>), keeps all it says but for the process.
/// </remarks>
public sealed class NetworkBenchmarkConfig : ManualConfig
{
    // A benchmark of a large network takes longer than the five minutes that are BenchmarkDotNet's default.
    private static readonly InProcessEmitToolchain toolchain = new(TimeSpan.FromHours(1), logOutput: true);

    /// <summary>
    /// The columns, the memory diagnoser, the process, and a filter that leaves training out where a network has no loss.
    /// </summary>
    public NetworkBenchmarkConfig()
    {
        AddJob(Job.Default.WithToolchain(toolchain).AsMutator());
        AddColumn([.. NetworkColumn.All]);
        AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)));
        AddFilter(new SimpleFilter(benchmark =>
            benchmark.Descriptor.WorkloadMethod.Name != nameof(NetworkBenchmarks<>.TrainStep)
            || NetworkWork.NetworkOf(benchmark.Descriptor.Type) is not { } network
            || NetworkWork.InfoOf(network).TargetLength > 0));
    }
}
