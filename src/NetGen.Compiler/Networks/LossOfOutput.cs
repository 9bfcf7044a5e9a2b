using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Networks;

/// <param name="Output">Which output it judges.</param>
/// <param name="Target">What the caller gives; the loss may read a copy of it with padded rows.</param>
public sealed record LossOfOutput(int Output, Loss Loss, Value Target, Value Scale, CopyRows? TargetRows)
{
    /// <summary>In order of use.</summary>
    public IEnumerable<Op> Ops => TargetRows is null ? [Loss] : [TargetRows, Loss];
}
