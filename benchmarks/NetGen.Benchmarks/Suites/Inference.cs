using BenchmarkDotNet.Attributes;
using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks;

/// <summary>Outputs for a batch: NetGen, ONNX Runtime with bound inputs and outputs, and loops over System.Numerics.Tensors.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class Inference
{
    private Subject subject = null!;
    private Data data = null!;
    private OnnxRuntimePeer ort = null!;
    private TensorsPeer loop = null!;

    [Params("10-64-64-1", "784-128-10", "784-512-512-10", "128-128-128-8")]
    public string Network { get; set; } = "";

    /// <summary>Samples per call.</summary>
    [Params(1, 32, 256)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        subject = Cases.All.First(c => c.Name.StartsWith($"{Network} forward", StringComparison.Ordinal)).Create(Cases.LearningRate);
        data = new Data(subject.Model, Batch);
        ort = new OnnxRuntimePeer(subject.Model, data.X, threads: 1);
        loop = new TensorsPeer(subject.Model, data, Cases.LearningRate);
    }

    [GlobalCleanup]
    public void Cleanup() => ort.Dispose();

    [Benchmark(Baseline = true)]
    public void NetGen() => subject.Predict(data.X, data.Y, 1, 1);

    [Benchmark]
    public void OnnxRuntime() => ort.Forward();

    [Benchmark]
    public void TensorPrimitives() => loop.Forward();
}
