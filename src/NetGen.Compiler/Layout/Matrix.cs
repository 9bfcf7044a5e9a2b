namespace NetGen.Compiler.Layout;

/// <summary>A matrix in panels of columns: element (row, column) at (column ÷ Panel)·Rows·Panel + row·Panel + column mod Panel.</summary>
public readonly record struct Matrix(int Rows, int Panel)
{
    /// <param name="panel">A column where a panel begins (a multiple of 16).</param>
    /// <param name="inside">Columns from there, within the panel; <paramref name="column"/> may go on into the next ones.</param>
    public Index At(Index row, Index panel, Index inside, int column) => Panel > CallerRows.Alignment
        ? row * Panel + panel + inside + column
        : panel * Rows + row * CallerRows.Alignment + inside
        + (column / CallerRows.Alignment * CallerRows.Alignment * Rows + column % CallerRows.Alignment);

    public int Length(int columns) => Rows * ((columns + Panel - 1) / Panel * Panel);
}
