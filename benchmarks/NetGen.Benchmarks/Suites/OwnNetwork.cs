using NetGen.Benchmarking;

namespace NetGen.Benchmarks;

/// <summary>
/// The class of the package NetGen.Benchmarking, as its users have it: share of the roofline, ns/sample, GFLOP/s, allocated bytes.
/// </summary>
public class OwnNetwork : NetworkBenchmarks<Net784x128x10>;
