using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>Single products, forward and backward.</summary>
public class Kernels
{
    private Action<int> work = null!;

    public static IEnumerable<string> Names => Cases.Kernels.Select(c => c.Name);

    [ParamsSource(nameof(Names))]
    public string Kernel { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        Case found = Cases.Kernels.Single(c => c.Name == Kernel);
        Subject subject = found.Create(Cases.LearningRate);
        work = found.Contend(subject, new Data(subject.Model, found.Batch), found.Threads);
    }

    [Benchmark]
    public void NetGen() => work(1);
}
