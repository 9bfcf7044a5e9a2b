namespace NetGen;

/// <summary>y = x + block(x): the block's result added to what arrived, which must have the same shape (He et al. 2016).</summary>
/// <typeparam name="TBlock">A class with <c>[Block]</c>.</typeparam>
public sealed class ResidualAttribute<TBlock> : BlockLayerAttribute where TBlock : class;
