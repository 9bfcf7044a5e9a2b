namespace NetGen.Conformance;

/// <summary>Two inputs, two outputs with a probability and a value.</summary>
[Network(Checks = true)]
public sealed partial class WideAndDeep
{
    [Input(100)] public partial Input Wide { get; }
    [Input(32)] public partial Input Deep { get; }
    [Dense(64, Activation.ReLU, From = nameof(Deep))] public partial Dense Hidden { get; }
    [Concat(nameof(Hidden), nameof(Wide))] public partial Layer Joined { get; }
    [Dense(1, Activation.Sigmoid), BinaryCrossEntropy] public partial Dense Click { get; }
    [Dense(1, From = nameof(Joined)), MeanSquaredError(Weight = 0.1)] public partial Dense Price { get; }
}

/// <summary>One input, three outputs: class indices, values, and an output no one trains.</summary>
[Network(Checks = true)]
public sealed partial class Heads
{
    [Input(5)] public partial Input State { get; }
    [Dense(18, Activation.Tanh)] public partial Dense Trunk { get; }
    [Dense(3), SoftmaxCrossEntropy(Weight = 0.5)] public partial Dense Kind { get; }
    [Dense(17, From = nameof(Trunk)), MeanSquaredError(Weight = 3)] public partial Dense Values { get; }
    [Dense(2, From = nameof(Trunk)), Output] public partial Dense Policy { get; }
}

/// <summary>Two heads with losses, one of which leaves samples out.</summary>
[Network]
public sealed partial class IgnoringHeads
{
    [Input(5)] public partial Input State { get; }
    [Dense(7, Activation.Tanh)] public partial Dense Trunk { get; }
    [Dense(3), SoftmaxCrossEntropy(IgnoreIndex = -1, Weight = 0.5)] public partial Dense Kind { get; }
    [Dense(2, From = nameof(Trunk)), MeanSquaredError] public partial Dense Values { get; }
}

/// <summary>Two inputs, one output; an input meets a layer.</summary>
[Network(Checks = true)]
public sealed partial class Pair
{
    [Input(7)] public partial Input Left { get; }
    [Input(7)] public partial Input Right { get; }
    [Multiply(nameof(Left), nameof(Right))] public partial Layer Product { get; }
    [Add(nameof(Product), nameof(Right))] public partial Layer Sum { get; }
    [Dense(1), SigmoidCrossEntropy] public partial Dense Same { get; }
}

/// <summary>Two inputs through one normalization over the batch, with Keras's defaults.</summary>
[Network(Defaults.Keras, Checks = true)]
public sealed partial class Twins
{
    [Input(5)] public partial Input Left { get; }
    [Input(5)] public partial Input Right { get; }
    [BatchNorm(From = nameof(Left))] public partial BatchNorm Norm { get; }
    [Shared(nameof(Norm), From = nameof(Right))] public partial BatchNorm Again { get; }
    [Multiply(nameof(Norm), nameof(Again))] public partial Layer Product { get; }
    [Dense(18, Activation.Tanh)] public partial Dense Hidden { get; }
    [BatchNorm(Affine = false)] public partial BatchNorm Plain { get; }
    [Dense(2), MeanSquaredError] public partial Dense Value { get; }
}

/// <summary>Every layer that moves values and every one that joins paths; for tests/Goldens/arranged.json.</summary>
[Network(Checks = true)]
public sealed partial class Arranged
{
    [Input(4, 6)] public partial Input Left { get; }
    [Input(24)] public partial Input Right { get; }
    [Slice(1, 4, From = nameof(Left))] public partial Layer Middle { get; }
    [Split(2, 1, From = nameof(Left))] public partial Layer Half { get; }
    [Reshape(4, -1, From = nameof(Right))] public partial Layer Square { get; }
    [Slice(0, 4)] public partial Layer First { get; }
    [Multiply(nameof(Middle), nameof(First))] public partial Layer Product { get; }
    [Concat(nameof(Product), nameof(Half))] public partial Layer Joined { get; }
    [Flatten] public partial Layer Flat { get; }
    [Dense(28, Activation.Tanh)] public partial Dense Hidden { get; }
    [Add(nameof(Flat), nameof(Hidden))] public partial Layer Sum { get; }
    [Dense(3), MeanSquaredError] public partial Dense Value { get; }
}
