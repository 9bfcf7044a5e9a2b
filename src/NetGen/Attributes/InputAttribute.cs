namespace NetGen;

/// <summary>What goes in: the shape of one sample. It comes first.</summary>
/// <remarks>
/// A batch is not declared: every method takes one sample or many, and the lengths of the spans say how many. The values of a sample
/// are in row-major order, the last size running fastest: <c>[Input(28, 28)]</c> is 28 rows of 28 values.
/// </remarks>
/// <param name="shape">The sizes, outermost first, each at least 1: <c>[Input(10)]</c>, <c>[Input(28, 28)]</c>.</param>
public sealed class InputAttribute(params int[] shape) : NodeAttribute
{
    /// <summary>The sizes, outermost first.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;
}
