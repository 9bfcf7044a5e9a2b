namespace NetGen;

/// <summary>In training, adds to each value a random number of its own, normal with mean 0; in <c>Predict</c>, passes values on.</summary>
/// <remarks>
/// Any shape, kept. The numbers are a function of the network's seed, the layer, the training step, the sample and the value's index,
/// so a run repeats bit by bit on every machine and with any number of threads. The gradient passes through as it is. It learns nothing.
/// </remarks>
/// <param name="deviation">The standard deviation, in units of the values; at least 0.</param>
public sealed class GaussianNoiseAttribute(double deviation) : LayerAttribute
{
    /// <summary>The standard deviation.</summary>
    public double Deviation { get; } = deviation;
}
