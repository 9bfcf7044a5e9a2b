namespace NetGen.Conformance;

/// <summary>
/// Widths that, with those of the other networks, meet every rest of a vector (mod 16, mod 8, mod 4) with few, some and many results, and both ends of
/// the lengths where sums begin to be split (1, 15, 31, 48, 61, 65).
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
