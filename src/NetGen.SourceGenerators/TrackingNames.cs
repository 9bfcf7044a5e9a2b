namespace NetGen.SourceGenerators;

/// <summary>Names of the generator's steps. Tests assert that each is cached where nothing of concern changed.</summary>
public static class TrackingNames
{
    public const string Parse = nameof(Parse);
    public const string Spec = nameof(Spec);
    public const string Compile = nameof(Compile);
    public const string Collisions = nameof(Collisions);
    public const string DiagnosticOwner = nameof(DiagnosticOwner);
    public const string Blocks = nameof(Blocks);
    public const string BlockSpec = nameof(BlockSpec);
    public const string Weights = nameof(Weights);
    public const string Findings = nameof(Findings);
}
