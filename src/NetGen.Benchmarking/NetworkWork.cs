using System.Reflection;
using BenchmarkDotNet.Running;

namespace NetGen.Benchmarking;

/// <summary>What a benchmark of <see cref="NetworkBenchmarks{TNetwork}"/> computes in a call.</summary>
/// <param name="Network">The network's class.</param>
/// <param name="Batch">Samples per call.</param>
/// <param name="Flops">Floating-point operations per call; a multiply-add is two.</param>
internal sealed record NetworkWork(Type Network, int Batch, double Flops)
{
    /// <summary>Of a benchmark, or null where it is someone else's.</summary>
    public static NetworkWork? Of(BenchmarkCase benchmark)
    {
        if (NetworkOf(benchmark.Descriptor.Type) is not { } network) return null;
        NetworkInfo info = InfoOf(network);
        object? batch = benchmark.Parameters.Items.FirstOrDefault(item => item.Name == nameof(NetworkBenchmarks<>.Batch))?.Value;
        if (batch is not int samples) return null;
        return benchmark.Descriptor.WorkloadMethod.Name switch
        {
            nameof(NetworkBenchmarks<>.Predict) => new(network, samples, samples * (double)info.Flops),
            nameof(NetworkBenchmarks<>.TrainStep) => new(network, samples, samples * TrainFlops(info)),
            _ => null,
        };
    }

    /// <summary>What a class derived from <see cref="NetworkBenchmarks{TNetwork}"/> measures; null of other classes.</summary>
    public static Type? NetworkOf(Type benchmarks)
    {
        for (Type? type = benchmarks; type is not null; type = type.BaseType)
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(NetworkBenchmarks<>)) return type.GetGenericArguments()[0];
        return null;
    }

    public static NetworkInfo InfoOf(Type network) =>
        (NetworkInfo)typeof(NetworkWork).GetMethod(nameof(Info), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(network)
            .Invoke(null, null)!;

    /// <summary>
    /// Forward, the gradients of parameters and of activations: three times the same products, but for the gradients of inputs, which no
    /// one asks for. A layer stands for each input: the first ones that have parameters. The optimizer's pass is not counted.
    /// </summary>
    internal static double TrainFlops(NetworkInfo info) =>
        3.0 * info.Flops - info.Layers.Where(layer => layer.Parameters > 0).Take(info.Inputs.Count).Sum(layer => (double)layer.Flops);

    private static NetworkInfo Info<TNetwork>() where TNetwork : class, INetwork<TNetwork> => TNetwork.Info;
}
