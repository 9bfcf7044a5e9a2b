namespace NetGen;

/// <summary>y = x: passes its input on.</summary>
/// <remarks>Any shape, kept. It learns nothing and costs nothing.</remarks>
public sealed class IdentityAttribute : LayerAttribute;
