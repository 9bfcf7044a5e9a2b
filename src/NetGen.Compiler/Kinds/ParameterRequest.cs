using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>A parameter as a layer asks for it; its place in the block is decided later.</summary>
public sealed record ParameterRequest(
    Value Value, string Layer, string Role, Shape Shape, string Initializer, int FanIn, int FanOut, double InitializerValue,
    bool FileTransposed, bool Trainable)
{
    public Regularization Regularization { get; init; } = Regularization.None;

    /// <summary>
    /// The name in files of a running statistic, which is kept with the parameters but not learned; null of what is learned.
    /// </summary>
    public string? Statistic { get; init; }
}
