using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Memory;

/// <summary>Programs with their memory: all that rendering needs.</summary>
public sealed class PlannedNetwork
{
    public required NetworkPlan Plan { get; init; }
    public required MemoryMap Memory { get; init; }
    public required FusedNetwork Fused { get; init; }
    public required MemoryPlan Arena { get; init; }
    public required MemoryPlan Tape { get; init; }

    /// <summary>Places in the parameter block; gradients have the same.</summary>
    public required IReadOnlyDictionary<Value, int> Parameters { get; init; }

    /// <summary>Places of transposed weights in the tape's fixed part.</summary>
    public required IReadOnlyDictionary<Value, int> Transposes { get; init; }

    /// <summary>Places of values that are one for all samples: in the tape's fixed part, or behind the rows of the arena.</summary>
    public required IReadOnlyDictionary<Value, int> Statistics { get; init; }

    private string InAll => FormattableString.Invariant($"{Memory.PredictArena} floats in all");

    private string ForAll => FormattableString.Invariant($"{Memory.TapeFixed} floats for all samples");

    /// <summary>The plan in lines: regions in floats per sample, blocks of samples, the parameter block.</summary>
    public string Text() => string.Join("\n",
    [
        FormattableString.Invariant($"  parameters: {Plan.ParameterBlock} floats"),
        .. Plan.Parameters.Select(
            parameter => FormattableString.Invariant($"    {parameter.FileName}: {parameter.Shape} at {parameter.Offset}")),
        FormattableString.Invariant(
            $"  prediction: {Arena.PerSample} floats per sample, {Memory.PredictBlock} samples per block, {InAll}"),
        .. Arena.Offsets.OrderBy(pair => pair.Value).Select(pair => FormattableString.Invariant($"    {pair.Key} at {pair.Value}")),
        FormattableString.Invariant(
            $"  tape: {Memory.TapePerSample} floats per sample, {Memory.TrainBlock} samples per block, {ForAll}"),
        .. Tape.Offsets.OrderBy(pair => pair.Value).Select(pair => FormattableString.Invariant($"    {pair.Key} at {pair.Value}")),
    ]);
}
