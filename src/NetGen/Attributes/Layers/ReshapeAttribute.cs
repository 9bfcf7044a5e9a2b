namespace NetGen;

/// <summary>The same values in another shape. Nothing moves: values keep their order, the last axis running fastest.</summary>
/// <remarks>Any shape; the product of the sizes stays what it is. It learns nothing and costs nothing.</remarks>
/// <param name="sizes">The new sizes, outermost first, each at least 1; one of them may be −1, which stands for what is left.</param>
public sealed class ReshapeAttribute(params int[] sizes) : LayerAttribute
{
    /// <summary>The new sizes, outermost first.</summary>
    public IReadOnlyList<int> Sizes { get; } = sizes;
}
