namespace NetGen.Compiler.Lowering;

/// <summary>
/// Columns a kernel goes through with one width of tile: from First on, Count of them, of which the last tile's may reach into the padding.
/// </summary>
internal readonly record struct ColumnSegment(int First, int Count, int Valid);
