namespace NetGen;

/// <summary>
/// Stands on a span of a generated method and says how many values one sample has there, so that call sites can be checked while typing.
/// The span holds a whole number of samples: n · <see cref="PerSample"/> values.
/// </summary>
/// <param name="perSample">Values per sample; at least 1.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ElementsAttribute(int perSample) : Attribute
{
    /// <summary>Values per sample.</summary>
    public int PerSample { get; } = perSample;
}
