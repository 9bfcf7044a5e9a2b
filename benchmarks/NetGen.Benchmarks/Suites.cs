using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>10-64-64-1 under BenchmarkDotNet: times, spread, and that nothing is allocated.</summary>
[MemoryDiagnoser]
public class SmallNetwork
{
    private readonly Net10x64x64x1 network = new(seed: 1);
    private readonly Adam adam = new(1e-3);
    private float[] x = [], t = [], y = [];

    /// <summary>Samples a call.</summary>
    [Params(1, 32, 256)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        x = Inputs.Uniform(Batch * Net10x64x64x1.InputLength);
        t = [.. Inputs.Uniform(Batch).Select(value => value > 0 ? 1f : 0f)];
        y = new float[Batch];
    }

    [Benchmark]
    public void Predict() => network.Predict(x, y);

    [Benchmark]
    public float TrainStep() => network.TrainStep(x, t, adam);
}

/// <summary>784-128-10 under BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class ImageNetwork
{
    private readonly Net784x128x10 network = new(seed: 1);
    private readonly Adam adam = new(1e-3);
    private float[] x = [], y = [];
    private int[] t = [];

    /// <summary>Samples a call.</summary>
    [Params(1, 32, 256)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        x = Inputs.Uniform(Batch * Net784x128x10.InputLength);
        t = [.. Enumerable.Range(0, Batch).Select(i => i % Net784x128x10.OutputLength)];
        y = new float[Batch * Net784x128x10.OutputLength];
    }

    [Benchmark]
    public void Predict() => network.Predict(x, y);

    [Benchmark]
    public float TrainStep() => network.TrainStep(x, t, adam);
}

internal static class Inputs
{
    /// <summary>Numbers in [−1, 1), the same in every run.</summary>
    public static float[] Uniform(int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
