namespace NetGen;

/// <summary>
/// Sizes that a block leaves open: <c>[Dense(Given.Width)]</c>. They are given where the block is applied, <c>[Apply(Width = 64)]</c>; a
/// width that is not given is the last size of the input. The numbers themselves mean nothing.
/// </summary>
public static class Given
{
    /// <summary>The block's <c>Width</c>: units, channels.</summary>
    public const int Width = int.MinValue;

    /// <summary>The block's <c>Stride</c>.</summary>
    public const int Stride = int.MinValue + 1;

    /// <summary>The block's <c>Heads</c>.</summary>
    public const int Heads = int.MinValue + 2;
}
