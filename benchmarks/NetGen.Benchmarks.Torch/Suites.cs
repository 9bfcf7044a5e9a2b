using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>NetGen and TorchSharp: outputs for a batch.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class TorchInference
{
    private Subject subject = null!;
    private Data data = null!;
    private TorchPeer torch = null!;

    [Params("10-64-64-1", "784-128-10", "784-512-512-10")]
    public string Network { get; set; } = "";

    /// <summary>Samples per call.</summary>
    [Params(1, 32, 256)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        subject = Cases.All.First(c => c.Name.StartsWith($"{Network} forward", StringComparison.Ordinal)).Create(Cases.LearningRate);
        data = new Data(subject.Model, Batch);
        torch = new TorchPeer(subject.Model, data, threads: 1, Cases.LearningRate);
    }

    [Benchmark(Baseline = true)]
    public void NetGen() => subject.Predict(data.X, data.Y, 1, 1);

    [Benchmark]
    public void TorchSharp() => torch.Forward();
}

/// <summary>NetGen and TorchSharp: a step of Adam on a batch.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class TorchTraining
{
    private Subject subject = null!;
    private Data data = null!;
    private TorchPeer torch = null!;

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
        torch = new TorchPeer(subject.Model, data, threads: 1, Cases.LearningRate);
    }

    [Benchmark(Baseline = true)]
    public float NetGen() => subject.TrainStep!(data.X, data.Values, data.Indices, 1, 1);

    [Benchmark]
    public float TorchSharp() => torch.TrainStep();
}
