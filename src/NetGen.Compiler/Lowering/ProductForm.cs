using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// A product in memory: C[row, column] = start + Σ over terms of A[row, term]·B[term, column]. All of a network's, forward and backward,
/// are this form; here is what they differ in.
/// </summary>
/// <param name="Product">What its operands and counters are called.</param>
/// <param name="Rows">How many; null for all samples of the call.</param>
/// <param name="A">Its rows are samples: those of the product, or its terms.</param>
/// <param name="B">The value of the matrix of the terms; samples have rows all of their columns side by side.</param>
/// <param name="Matrix">Its layout.</param>
/// <param name="C">The layout of the result where it is a matrix of its own, a weight's gradient.</param>
internal sealed record ProductForm(MatrixProduct Product, int? Rows, int Columns, int Split, Value A, Value B, Matrix Matrix, Matrix? C)
{
    /// <summary>Columns that a panel has, and that padding goes to.</summary>
    public const int Panel = CallerRows.Alignment;

    public static ProductForm Of(MatrixProduct product)
    {
        (Value a, Value b, Value result) = (product.A.Value, product.B.Value, product.Result.Value);
        if (product.Term.Length is { } terms)
        {
            return new ProductForm(product, null, result.Length, product.Unroll is null ? 1 : Schedule.Split(terms, result.Length),
                a, b, product.IsTransposed ? Layouts.Transposed(b) : Layouts.Matrix(b), null);
        }
        // A narrow weight's gradient lies as its columns do: the same product with its factors exchanged.
        bool isNarrow = Layouts.IsSkinny(result);
        if (isNarrow) (a, b) = (b, a);
        return new ProductForm(product, a.Length, b.Length, 1, a, b, new Matrix(0, Layouts.RowStride(b)),
            isNarrow ? Layouts.Transposed(result) : Layouts.Matrix(result));
    }

    public string RowName => Product.Result.Row.Letter;

    public string ColumnName => Product.Result.Column.Letter;

    public string TermName => Product.Term.Letter;

    public string AName => Product.A.Role;

    public string BName => Product.B.Role;

    public string CName => Product.Result.Role;

    /// <summary>How many; null for all samples of the call.</summary>
    public int? Terms => Product.Term.Length;

    /// <summary>Whether the terms are samples.</summary>
    public bool IsOverSamples => Product.IsOverSamples;

    /// <summary>
    /// Whether columns may be computed again, as those of an input's gradient may: in a forward pass a single sample's time would show it,
    /// and a sum that goes on would be added twice.
    /// </summary>
    public bool MayOverlap => Product.Unroll is null && !IsOverSamples;

    /// <summary>Whether B may lie in panels. Sums are split only where there are few columns, and these lie side by side.</summary>
    public bool HasPanels => Split == 1 && Columns > Panel;

    /// <summary>Floats from 16 columns of a matrix to the next 16.</summary>
    public static int PanelStep(Matrix matrix) => matrix.Panel > Panel ? Panel : matrix.Rows * Panel;

    /// <summary>Floats from column 0 to a column, of a matrix whose panels' distance has that name.</summary>
    public static Index ColumnAt(Matrix matrix, string panelStep, int column) =>
        matrix.Panel > Panel ? column : (Index)new Var(panelStep) * (column / Panel) + column % Panel;
}
