namespace NetGen;

/// <summary>Training leaves the member's parameters as they are, and spends nothing on their gradients.</summary>
public sealed class FrozenAttribute : ModifierAttribute;
