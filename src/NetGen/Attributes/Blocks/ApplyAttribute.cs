namespace NetGen;

/// <summary>Applies the block that is the member's type: <c>[Apply(Width = 32)] public partial DoubleConv Down { get; }</c>.</summary>
public sealed class ApplyAttribute : BlockLayerAttribute;

/// <summary>Applies a block: its layers are here.</summary>
/// <typeparam name="TBlock">A class with <c>[Block]</c>.</typeparam>
public sealed class ApplyAttribute<TBlock> : BlockLayerAttribute where TBlock : class;
