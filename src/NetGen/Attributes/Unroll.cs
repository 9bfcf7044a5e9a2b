namespace NetGen;

/// <summary>
/// Whether the loop over a layer's inputs is written out where one sample at a time is computed. It changes the text and the speed of
/// generated code, and no bit of its results.
/// </summary>
public enum Unroll
{
    /// <summary>
    /// Written out for up to 16 inputs of some outputs, whose loop takes as long as their sums; a loop for more, which costs little
    /// alongside them.
    /// </summary>
    Auto,

    /// <summary>A loop in any case: less text, and layers of other sizes share it.</summary>
    Never,

    /// <summary>Written out as far as the JIT optimizes a method: all inputs, or as many in each turn of a loop as fit.</summary>
    Always,
}
