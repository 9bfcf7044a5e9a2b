namespace NetGen.Conformance;

/// <summary>
/// Widths that, with those of the other networks, meet every rest of a vector (mod 16, mod 8, mod 4) with few, some and many results, and
/// both ends of the lengths where sums begin to be split (1, 15, 31, 48, 61, 65).
/// </summary>
[Network]
[Input(1)]
[Dense(15, Activation.LeakyReLU)]
[Dense(61)]
[Dense(7, Activation.LeakyReLU)]
[Dense(48)]
[Dense(65, Activation.LeakyReLU)]
[Dense(2)]
[Dense(31)]
public sealed partial class Lengths : ITaped<Lengths>;

/// <summary>A sample of so many values that each has whole lines of the cache, and a tape for one sample the memory of one.</summary>
[Network]
[Input(1301)]
[LayerNorm]
[PReLU(PerFeature = true)]
[LayerNorm]
[Dense(2, Activation.Tanh)]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class Large : ITaped<Large>;

/// <summary>Dots: one column of the caller's rows, and two columns whose function goes over packed pairs.</summary>
[Network(Checks = true)]
[Input(48)]
[Dense(1)]
[Dense(16, Activation.LeakyReLU)]
[Dense(2, Activation.Sigmoid)]
[BinaryCrossEntropy]
public sealed partial class Dots : ITaped<Dots>;

/// <summary>Dots that more than a function follows, so that their rows are not packed: an activation with parameters, and a sum.</summary>
[Network(Checks = true)]
public sealed partial class JoinedDots
{
    [Input(32)] public partial Input Values { get; }
    [Dense(2)] public partial Dense Left { get; }
    [PReLU(PerFeature = true)] public partial Layer Bent { get; }
    [Dense(2, Activation.Tanh, From = nameof(Values))] public partial Dense Right { get; }
    [Add(nameof(Bent), nameof(Right)), MeanSquaredError] public partial Layer Sum { get; }
}

/// <summary>Loops written out: all terms, some of them in each turn with a rest, none where there are few.</summary>
[Network]
[Input(7)]
[Dense(40, Activation.ReLU, Unroll = Unroll.Always)]
[Dense(70, Activation.LeakyReLU)]
[Dense(33, Unroll = Unroll.Always)]
[Dense(9, Activation.ReLU)]
[Dense(5, Unroll = Unroll.Never)]
[MeanSquaredError]
public sealed partial class WrittenOut : ITaped<WrittenOut>;
