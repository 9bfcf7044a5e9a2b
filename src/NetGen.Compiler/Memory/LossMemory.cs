namespace NetGen.Compiler.Memory;

/// <param name="Indices">Where targets are class indices, these as numbers.</param>
/// <param name="Scale">One value a sample, filled before <c>Loss</c>: Weight · sample weight ÷ samples of the batch.</param>
/// <param name="Loss">One value a sample, filled by <c>Loss</c>: the sample's loss, not weighted.</param>
public sealed record LossMemory(TapeRegion? Indices, TapeRegion Scale, TapeRegion Loss);
