namespace NetGen.Compiler.Fusion;

/// <summary>Steps that threads can do on their shares without waiting for one another.</summary>
/// <param name="Division">What the shares are of: samples, or results over all samples.</param>
/// <param name="Steps">In order.</param>
public sealed record Stage(Division Division, IReadOnlyList<FusedStep> Steps);
