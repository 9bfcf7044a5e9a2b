namespace NetGen;

/// <summary>The leaky rectifier: y = x for x &gt; 0, else slope·x, element by element.</summary>
/// <remarks>Any shape, kept.</remarks>
/// <param name="slope">The slope below 0; 0.01 by default, 0.3 under <see cref="Defaults.Keras"/>.</param>
public sealed class LeakyReLUAttribute(double slope = 0.01) : LayerAttribute
{
    /// <summary>The slope below 0.</summary>
    public double Slope { get; } = slope;
}
