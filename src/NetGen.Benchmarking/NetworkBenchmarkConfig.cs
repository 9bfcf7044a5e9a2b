using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;

namespace NetGen.Benchmarking;

/// <summary>
/// What <see cref="NetworkBenchmarks{TNetwork}"/> adds to BenchmarkDotNet: the columns ns/sample, GFLOP/s, Peak and Roofline, and allocated bytes.
/// </summary>
public sealed class NetworkBenchmarkConfig : ManualConfig
{
    /// <summary>The columns, the memory diagnoser, and a filter that leaves training out where a network has no loss.</summary>
    public NetworkBenchmarkConfig()
    {
        AddColumn([.. NetworkColumn.All]);
        AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)));
        AddFilter(new SimpleFilter(benchmark =>
            benchmark.Descriptor.WorkloadMethod.Name != nameof(NetworkBenchmarks<>.TrainStep)
            || NetworkWork.NetworkOf(benchmark.Descriptor.Type) is not { } network
            || NetworkWork.InfoOf(network).TargetLength > 0));
    }
}
