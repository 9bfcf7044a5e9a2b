using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layout;

/// <summary>How values lie in memory.</summary>
public static class Layouts
{
    /// <summary>
    /// Columns of a matrix that lie together: all of them up to 64, else panels of 16. Rows a power of two apart would fall on the same
    /// cache sets.
    /// </summary>
    public static int Panel(int columns) => columns <= 64 ? CallerRows.Pad(columns) : CallerRows.Alignment;

    /// <summary>
    /// Floats from one sample's row to the next. The caller's rows are dense, computed ones padded to 16, and spread over the cache.
    /// </summary>
    public static int RowStride(Value value) => value.Kind switch
    {
        ValueKind.Input or ValueKind.Target or ValueKind.OutputGradient => value.Length,
        ValueKind.TargetIndices or ValueKind.Scale => 1,
        _ when value.IsContiguous => value.Length,
        _ => IsOnePerSample(value) ? 1 : Spread(CallerRows.Pad(value.Length)),
    };

    /// <summary>Whether computed rows lie one after the other, as the caller wants them.</summary>
    public static bool IsDense(Value value) => RowStride(value) == value.Length;

    /// <summary>Whether results are written where the caller wants them at once.</summary>
    public static bool IsDirect(Value value) => value.Kind == ValueKind.Computed && IsDense(value);

    /// <summary>
    /// Rows a multiple of 512 bytes apart share a few sets of the first cache, and a column of them does not stay in it: 64 bytes more
    /// spread them.
    /// </summary>
    private static int Spread(int stride) => stride % 128 == 0 ? stride + CallerRows.Alignment : stride;

    /// <summary>The loss of a sample: one number that no vector is loaded from.</summary>
    public static bool IsOnePerSample(Value value) => value.Producer?.OnePerSample == value;

    /// <summary>
    /// Whether a weight of one or two columns lies column by column, so that outputs are dot products along them: as rows they would be
    /// nearly all padding. It depends on the shape alone, as the order of the sums does.
    /// </summary>
    public static bool IsSkinny(Value weight) =>
        weight.Shape.Rank == 2 && weight.Shape[1] <= 2 && weight.Shape[0] % CallerRows.Alignment == 0;

    public static Matrix Matrix(Value parameter) => parameter.Shape.Rank == 1
        ? new Matrix(1, CallerRows.Pad(parameter.Length))
        : new Matrix(parameter.Shape[0], IsSkinny(parameter) ? 1 : Panel(parameter.Shape[1]));

    /// <summary>The layout of a weight's transpose: in scratch, or the weight itself where that is narrow.</summary>
    public static Matrix Transposed(Value weight) => new(weight.Shape[1], IsSkinny(weight) ? weight.Shape[0] : Panel(weight.Shape[0]));

    /// <summary>The name of a weight's transpose, which gradients by the input read: of a narrow one it is the weight itself.</summary>
    public static string TransposedName(Value weight) => weight.Name.Text + (IsSkinny(weight) ? "" : "_T");

    /// <summary>Floats of a parameter with its padding.</summary>
    public static int PaddedLength(Value parameter) => Matrix(parameter).Length(parameter.Shape[parameter.Shape.Rank - 1]);
}
