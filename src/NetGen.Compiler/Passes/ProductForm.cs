using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Passes;

/// <summary>
/// A product: C[row, column] = start + Σ over terms of A[row, term]·B[term, column]. All of a network's, forward and backward, are this form; here is what they differ in.
/// </summary>
/// <param name="RowName">The counter of rows in formulas: m, or k for a weight's gradient.</param>
/// <param name="Rows">How many; null for all samples of the call.</param>
/// <param name="Terms">Likewise.</param>
/// <param name="A">Its rows are samples: those of the product, or its terms.</param>
/// <param name="B">The value of the matrix of the terms; samples have rows all of their columns side by side.</param>
/// <param name="Matrix">Its layout.</param>
/// <param name="BName">In formulas.</param>
/// <param name="C">The layout of the result where it is a matrix of its own, a weight's gradient.</param>
internal sealed record ProductForm(
    string RowName, string ColumnName, string TermName, int? Rows, int? Terms, int Columns, int Split, Value A, string AName, Value B, string BName, Matrix Matrix, Matrix? C)
{
    /// <summary>Columns that a panel has, and that padding goes to.</summary>
    public const int Panel = CallerRows.Alignment;

    public static ProductForm Of(Group group) => group.Root switch
    {
        MatMul op => new ProductForm("m", "j", "k", null, op.X.Length, op.Output.Length, Schedule.Split(op.X.Length, op.Output.Length),
            op.X, "x", op.Weight, "W", Layouts.Matrix(op.Weight), null),
        InputGradient op => new ProductForm("m", "k", "j", null, op.Dz.Length, op.Output.Length, 1, op.Dz, "dz", op.Weight, "W", Layouts.Transposed(op.Weight), null),
        // A narrow weight's gradient lies as its columns do: the same product with its factors exchanged.
        WeightGradient op when Layouts.IsNarrow(op.Weight) => new ProductForm("k", "j", "m", op.Dz.Length, null, op.X.Length, 1,
            op.Dz, "x", op.X, "dz", new Matrix(0, Layouts.RowStride(op.X)), Layouts.Transposed(op.Weight)),
        WeightGradient op => new ProductForm("k", "j", "m", op.X.Length, null, op.Dz.Length, 1,
            op.X, "x", op.Dz, "dz", new Matrix(0, Layouts.RowStride(op.Dz)), Layouts.Matrix(op.Weight)),
        _ => throw new CompilerBugException($"{group.Root.GetType().Name} is no product"),
    };

    /// <summary>Whether the terms are samples.</summary>
    public bool IsOverSamples => Terms is null;

    /// <summary>Whether columns may be computed again, as those of an input's gradient may: in a forward pass a single sample's time would show it, and a sum that goes on would be added twice.</summary>
    public bool Again => TermName == "j";

    /// <summary>Whether B may stand in panels. Sums are split only where there are few columns, and these stand side by side.</summary>
    public bool HasPanels => Split == 1 && Columns > Panel;

    /// <summary>Floats from 16 columns of a matrix to the next 16.</summary>
    public static int PanelStep(Matrix matrix) => matrix.Panel > Panel ? Panel : matrix.Rows * Panel;

    /// <summary>Floats from column 0 to a column, of a matrix whose panels' distance has that name.</summary>
    public static Index ColumnAt(Matrix matrix, string panelStep, int column) =>
        matrix.Panel > Panel ? column : (Index)new Var(panelStep) * (column / Panel) + column % Panel;
}

/// <summary>Columns a kernel goes through with one width of tile: from First on, Count of them, of which the last tile's may reach into the padding.</summary>
internal readonly record struct ColumnSegment(int First, int Count, int Valid);
