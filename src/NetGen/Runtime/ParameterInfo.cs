using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>Where a parameter is in its network's block and in files, and how it starts. Made by generated code.</summary>
/// <param name="Layer">The layer it belongs to: <c>Dense1</c>.</param>
/// <param name="Role">Its name in the layer's handle: <c>Weight</c>.</param>
/// <param name="Shape">[in, out] for a matrix, [out] for a vector.</param>
/// <param name="Offset">Values from the start of the block.</param>
/// <param name="Panel">
/// Columns of a panel, a multiple of 16, or 1: element (k, j) of a [K, N] matrix is at Offset + (j ÷ Panel)·K·Panel + k·Panel + j mod
/// Panel. A vector is a matrix with one row. What lies past N is +0.
/// </param>
/// <param name="Initializer">How it starts.</param>
/// <param name="FanIn">Inputs one output sums over.</param>
/// <param name="FanOut">Outputs one input contributes to.</param>
/// <param name="InitializerValue">The initializer's own argument, such as the constant.</param>
/// <param name="FileName">Its name in files, PyTorch's: <c>dense1.weight</c>.</param>
/// <param name="FileTransposed">Whether files hold [out, in].</param>
/// <param name="Trainable">False for a frozen layer.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterInfo(
    string Layer, string Role, int[] Shape, int Offset, int Panel,
    Initializer Initializer, int FanIn, int FanOut, double InitializerValue,
    string FileName, bool FileTransposed, bool Trainable)
{
    /// <summary>The factor of Σ|w| in the loss.</summary>
    public double L1 { get; init; }

    /// <summary>The factor of Σw² in the loss.</summary>
    public double L2 { get; init; }

    /// <summary>The largest Euclidean norm of a unit's weights, a column of the matrix; 0 for no bound.</summary>
    public double MaxNorm { get; init; }

    /// <summary>What an optimizer's weight decay is multiplied by here.</summary>
    public double Decay { get; init; } = 1;

    /// <summary>Whether the gradients' kernels add up the squares of its gradient, so that it need not be read for a bound.</summary>
    public bool HasSquares { get; init; }

    /// <summary>Rows of the matrix; 1 for a vector.</summary>
    public int Rows => Shape.Length == 1 ? 1 : Shape[0];

    /// <summary>Columns of the matrix; the length of a vector.</summary>
    public int Columns => Shape[^1];

    /// <summary>Values in the logical shape.</summary>
    public int Length => Rows * Columns;

    /// <summary>Values in the block, padding included.</summary>
    public int PaddedLength => Rows * ((Columns + Panel - 1) / Panel * Panel);

    /// <summary>Where element (<paramref name="row"/>, <paramref name="column"/>) is in the block.</summary>
    public int IndexOf(int row, int column) => Offset + column / Panel * Rows * Panel + row * Panel + column % Panel;
}
