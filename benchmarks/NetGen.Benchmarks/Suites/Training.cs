using BenchmarkDotNet.Attributes;
using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks;

/// <summary>
/// A step of Adam on a batch: NetGen, and loops over System.Numerics.Tensors. TorchSharp's is in benchmarks/NetGen.Benchmarks.Torch.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class Training
{
    private Subject subject = null!;
    private Data data = null!;
    private TensorsPeer loop = null!;

    [Params("10-64-64-1", "784-128-10", "784-512-512-10")]
    public string Network { get; set; } = "";

    /// <summary>Samples per step.</summary>
    [Params(32, 256)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        subject = Cases.All.First(c => c.Name.StartsWith($"{Network} train", StringComparison.Ordinal)).Create(Cases.LearningRate);
        data = new Data(subject.Model, Batch);
        loop = new TensorsPeer(subject.Model, data, Cases.LearningRate);
    }

    [Benchmark(Baseline = true)]
    public float NetGen() => subject.TrainStep!(data.X, data.Values, data.Indices, 1, 1);

    [Benchmark]
    public float TensorPrimitives() => loop.TrainStep();
}
