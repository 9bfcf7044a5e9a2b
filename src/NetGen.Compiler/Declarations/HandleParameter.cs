namespace NetGen.Compiler.Declarations;

/// <summary>A parameter that a handle has.</summary>
/// <param name="Role">The parameter's, and the property's name.</param>
/// <param name="Summary">The letter in the formula, and the shape.</param>
public sealed record HandleParameter(string Role, string Summary)
{
    /// <summary>Whether the layer may be declared without it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The argument that leaves it out, where the handle can be asked whether it is there.</summary>
    public string? LeftOutBy { get; init; }
}
