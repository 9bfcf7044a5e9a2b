namespace NetGen.Benchmarking.Tests;

/// <summary>A network that learns classes.</summary>
[Network, Input(32), Dense(64, Activation.ReLU), Dense(64, Activation.ReLU), Dense(3), SoftmaxCrossEntropy]
public sealed partial class Small;

/// <summary>A network without a loss.</summary>
[Network, Input(4), Dense(2)]
public sealed partial class Lossless;

/// <summary>A network with two inputs and two losses, one of them of class indices.</summary>
[Network]
public sealed partial class TwoInputs
{
    [Input(4)] public partial Input A { get; }
    [Input(3)] public partial Input B { get; }
    [Dense(8, Activation.ReLU, From = nameof(A))] public partial Dense Left { get; }
    [Dense(8, Activation.ReLU, From = nameof(B))] public partial Dense Right { get; }
    [Concat(nameof(Left), nameof(Right))] public partial Layer Joined { get; }
    [Dense(3), SoftmaxCrossEntropy] public partial Dense Kind { get; }
    [Dense(1, From = nameof(Joined)), MeanSquaredError] public partial Dense Size { get; }
}

/// <summary>Two batches, so that the test is over in seconds.</summary>
public class FewBatches : NetworkBenchmarks<Small>
{
    /// <inheritdoc/>
    public override IEnumerable<int> Batches => [1, 8];
}

/// <summary>One batch.</summary>
public class OneBatch : NetworkBenchmarks<Lossless>
{
    /// <inheritdoc/>
    public override IEnumerable<int> Batches => [1];
}
