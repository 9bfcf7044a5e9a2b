using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Lowering;

/// <summary>A matrix in memory, as a kernel sees it.</summary>
/// <param name="Row">From one row to the next, in floats.</param>
/// <param name="Column">Of A, from one term to the next; of B and C, from 16 columns to the next 16.</param>
internal sealed record MatrixOperand(Ref Ref, Index Row, Index Column)
{
    /// <summary>Where a tile's vector lies that begins at a column: panels of 16 columns may be apart.</summary>
    public Index At(int column) => Column * (column / ProductForm.Panel) + column % ProductForm.Panel;
}
