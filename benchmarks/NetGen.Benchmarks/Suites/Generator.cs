using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace NetGen.Benchmarks;

/// <summary>The generator in an editor: a network of ten layers is changed, or another file is.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class Generator
{
    private readonly GeneratorWork work = new();

    [Benchmark]
    public void ChangeOfALayer() => work.Edit();

    [Benchmark]
    public void ChangeElsewhere() => work.EditElsewhere();
}

/// <summary>The generator's first run in a process whose compiler is warm.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 7, warmupCount: 0, iterationCount: 1, invocationCount: 1)]
public class ColdGenerator
{
    private readonly GeneratorWork work = new();

    [GlobalSetup]
    public void Setup() => work.WarmRoslyn();

    [Benchmark]
    public void FirstRun() => work.Cold();
}

/// <summary>What a network of ten layers adds to <c>dotnet build</c>.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 7, invocationCount: 1)]
public class BuildTime
{
    private BuildWork work = null!;

    /// <summary>Whether by the compiler's server, which stays between builds.</summary>
    [Params(true, false)]
    public bool Server { get; set; }

    [GlobalSetup]
    public void Setup() => work = new BuildWork();

    [GlobalCleanup]
    public void Cleanup() => work.Dispose();

    [Benchmark(Baseline = true)]
    public void WithoutANetwork() => work.Build("Plain", Server);

    [Benchmark]
    public void WithANetwork() => work.Build("Network", Server);
}
