namespace NetGen.Compiler.Memory;

/// <param name="Region">Dense rows.</param>
/// <param name="Loss">Of its loss, if it has one.</param>
public sealed record OutputMemory(TapeRegion Region, LossMemory? Loss);
