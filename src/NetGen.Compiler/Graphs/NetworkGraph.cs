using NetGen.Compiler.Layers;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Graphs;

/// <summary>A network as operations: from its inputs to its outputs, and the losses alongside them.</summary>
/// <param name="Losses">Not part of <paramref name="Forward"/>; a loss may be one activation before its output, where that is stable.</param>
public sealed record NetworkGraph(
    Graph Forward, IReadOnlyList<Value> Inputs, IReadOnlyList<Value> Outputs, IReadOnlyList<LossOfOutput> Losses, IReadOnlyList<ParameterRequest> Parameters)
{
    /// <summary>The only input, or the first.</summary>
    public Value Input => Inputs[0];

    /// <summary>The only output, or the first.</summary>
    public Value Output => Outputs[0];

    public Loss? Loss => Losses.FirstOrDefault()?.Loss;

    public Value? Target => Losses.FirstOrDefault()?.Target;

    public Value? Scale => Losses.FirstOrDefault()?.Scale;

    public CopyRows? TargetRows => Losses.FirstOrDefault()?.TargetRows;
}

/// <param name="Output">Which output it judges.</param>
/// <param name="Target">What the caller gives; the loss may read a copy of it with padded rows.</param>
public sealed record LossOfOutput(int Output, Loss Loss, Value Target, Value Scale, CopyRows? TargetRows)
{
    /// <summary>In order of use.</summary>
    public IEnumerable<Op> Ops => TargetRows is null ? [Loss] : [TargetRows, Loss];
}
