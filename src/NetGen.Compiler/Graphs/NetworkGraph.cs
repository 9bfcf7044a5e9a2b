using NetGen.Compiler.Layers;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Graphs;

/// <summary>A network as operations: from its input to its output, and its loss beside them.</summary>
/// <param name="Loss">Not part of <paramref name="Forward"/>; it may stand one activation before the output, where that is stable.</param>
/// <param name="Target">What the caller gives; the loss may read a copy of it with padded rows.</param>
public sealed record NetworkGraph(
    Graph Forward, Value Input, Value Output, Loss? Loss, Value? Target, Value? Scale, CopyRows? TargetRows, IReadOnlyList<ParameterRequest> Parameters);
