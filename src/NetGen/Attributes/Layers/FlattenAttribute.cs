namespace NetGen;

/// <summary>Makes one row of a sample's values, in the order they are in: 28×28 becomes 784.</summary>
/// <remarks>Any shape becomes one-dimensional, of the same length. It moves nothing and costs nothing.</remarks>
public sealed class FlattenAttribute : LayerAttribute;
