namespace NetGen;

/// <summary>
/// A layer or block above once more, with the same parameters, on another value: the two sides of a Siamese network. Its gradients add up
/// with those of the other uses.
/// </summary>
/// <param name="layer">The member whose parameters it uses; what it is applied to must have the same shape: <c>[Shared(nameof(Encoder),
/// From = nameof(Right))]</c>.</param>
public sealed class SharedAttribute(string layer) : LayerAttribute
{
    /// <summary>The member whose parameters it uses.</summary>
    public string Layer { get; } = layer;
}
