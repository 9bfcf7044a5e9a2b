using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Networks;

/// <summary>A row of the summary table.</summary>
/// <param name="Handle">The handle's type in the library where the layer has parameters (<c>Dense</c>), else null.</param>
/// <param name="Details">What the reader wants alongside the kind: "ReLU", "rate 0.5".</param>
/// <param name="Flops">Floating-point operations per sample, forward (a multiply-add is two).</param>
public sealed record LayerPlan(string Name, string Kind, string? Handle, string Details, Shape Output, int Parameters, long Flops);
