using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Networks;

/// <summary>One parameter: its name, shape, place and start value.</summary>
/// <param name="Layer">The layer it belongs to: <c>Dense1</c>.</param>
/// <param name="Role">Its name in the layer's handle: <c>Weight</c>, <c>Bias</c>.</param>
/// <param name="Shape">Logical: [in, out] for a weight, [out] for a bias.</param>
/// <param name="Offset">Floats from the start of the block.</param>
/// <param name="Panel">
/// The layout. A matrix [K, N] lies in panels of <c>Panel</c> columns: element (k, j) at
/// Offset + (j ÷ Panel)·K·Panel + k·Panel + j mod Panel; a vector is a matrix with K = 1. Panel is a multiple of 16, floats past N are +0;
/// or 1, where columns lie one after the other.
/// </param>
/// <param name="Initializer">The initializer's name in the library's enum: <c>GlorotUniform</c>; with fan-in, fan-out and its own
/// value.</param>
/// <param name="FileName">Its name in files (PyTorch's state_dict names: <c>dense1.weight</c>).</param>
/// <param name="FileTransposed">Whether files hold [out, in].</param>
/// <param name="Trainable">False for a frozen layer.</param>
public sealed record ParameterPlan(
    string Layer, string Role, Shape Shape, int Offset, int Panel,
    string Initializer, int FanIn, int FanOut, double InitializerValue,
    string FileName, bool FileTransposed, bool Trainable)
{
    /// <summary>Penalties, bound and weight decay.</summary>
    public Kinds.Regularization Regularization { get; init; } = Compiler.Kinds.Regularization.None;

    /// <summary>False for running statistics, which training moves, but not by gradients.</summary>
    public bool IsLearned { get; init; } = true;

    public int Rows => Shape.Rank == 1 ? 1 : Shape[0];
    public int Columns => Shape[Shape.Rank - 1];
    public int PaddedLength => Rows * ((Columns + Panel - 1) / Panel * Panel);
}
