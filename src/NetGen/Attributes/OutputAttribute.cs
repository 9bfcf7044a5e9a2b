namespace NetGen;

/// <summary>
/// Makes a member an output of the network, though it has no loss. Without any, the members with a loss are the outputs; without these too,
/// the last.
/// </summary>
public sealed class OutputAttribute : ModifierAttribute;
