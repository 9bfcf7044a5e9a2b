namespace NetGen.Compiler.Graphs;

/// <summary>A counter of a product.</summary>
/// <param name="Letter">In formulas.</param>
/// <param name="Sum">The sum over it, in formulas.</param>
/// <param name="Counts">What it counts.</param>
/// <param name="Length">How many there are; null for the samples of a call.</param>
public sealed record Axis(string Letter, string Sum, string Counts, int? Length = null)
{
    public static Axis Samples { get; } = new("m", "Σₘ", "samples");

    public static Axis Inputs(int length) => new("k", "Σₖ", "inputs", length);

    public static Axis Outputs(int length) => new("j", "Σⱼ", "outputs", length);
}
