namespace NetGen.Compiler.Shapes;

/// <summary>An output of a network.</summary>
/// <param name="Name">The member's name, or the last layer's.</param>
/// <param name="Value">The node whose value it is.</param>
/// <param name="Loss">The index of its loss among all nodes; null where it has none.</param>
public sealed record OutputNode(string Name, string Value, int? Loss);
