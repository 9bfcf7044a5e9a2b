namespace NetGen;

/// <summary>
/// In training, sets each value to 0 with probability <c>rate</c> and multiplies the others by 1 / (1 − rate); in <c>Predict</c>, passes
/// them on.
/// </summary>
/// <remarks>
/// Any shape, kept. Which values fall is a function of the network's seed, the layer, the training step, the sample and the value's index,
/// so a run repeats bit by bit on every machine and with any number of threads.
/// </remarks>
/// <param name="rate">The probability of <i>dropping</i> a value, at least 0 and below 1; 0.5 by default.</param>
public sealed class DropoutAttribute(double rate = 0.5) : LayerAttribute
{
    /// <summary>The probability of dropping a value.</summary>
    public double Rate { get; } = rate;
}
