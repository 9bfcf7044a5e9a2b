using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarking;

/// <summary>
/// Benchmarks of a network: <c>BenchmarkRunner.Run&lt;NetworkBenchmarks&lt;Classifier&gt;&gt;()</c> times prediction and, where the network
/// has a loss, a step of training with Adam, and prints the time a sample, GFLOP/s, the share of the roofline and allocated bytes.
/// </summary>
/// <typeparam name="TNetwork">The network's class. It must be public, or what BenchmarkDotNet generates cannot name it.</typeparam>
/// <remarks>
/// One thread, in this process. Inputs and targets lie between 0.2 and 0.8; parameters are drawn from seed 1. A call goes through
/// <see cref="INetwork{TSelf}"/>, which costs some nanoseconds more than the network's own methods. To measure other batches derive from
/// this class and override <see cref="Batches"/>.
/// </remarks>
[Config(typeof(NetworkBenchmarkConfig))]
public class NetworkBenchmarks<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    // So small that parameters stay where they are: no gradient fades away while it is timed.
    private readonly Adam adam = new(1e-9);
    private readonly TNetwork network = TNetwork.Create(1);
    private BatchSlot[] inputs = [], targets = [];
    private Memory<float>[] outputs = [];

    /// <summary>The numbers of samples that are measured: 1, 32 and 256.</summary>
    public virtual IEnumerable<int> Batches => [1, 32, 256];

    /// <summary>Samples per call.</summary>
    [ParamsSource(nameof(Batches))]
    public int Batch { get; set; }

    /// <summary>Draws samples, and measures what the processor can do, just before the benchmark.</summary>
    [GlobalSetup]
    public void Setup()
    {
        NetworkInfo info = TNetwork.Info;
        var random = new Random(1);
        inputs = [.. info.Inputs.Select(input => new BatchSlot(Values(Batch * input.Length)))];
        targets = [.. info.Outputs.Where(output => output.TargetType != TargetType.None)
            .Select(output => output.TargetType == TargetType.Indices
            ? new BatchSlot(default, Indices(Batch * output.TargetLength, output.Classes))
            : new BatchSlot(Values(Batch * output.TargetLength)))];
        outputs = [.. info.Outputs.Select(output => new float[Batch * output.Length].AsMemory())];
        Roofline.Measure(info).Keep(typeof(TNetwork));

        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.2f + 0.6f * random.NextSingle())];
        int[] Indices(int count, int classes) => [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
    }

    /// <summary>Outputs for <see cref="Batch"/> samples.</summary>
    [Benchmark]
    public void Predict() => network.Predict(new Batch(Batch, inputs, outputs: outputs));

    /// <summary>
    /// Forward, loss, backward and the change of all parameters, on <see cref="Batch"/> samples. Left out where the network has no loss.
    /// </summary>
    [Benchmark]
    public float TrainStep() => network.TrainStep(new Batch(Batch, inputs, targets), adam);
}
