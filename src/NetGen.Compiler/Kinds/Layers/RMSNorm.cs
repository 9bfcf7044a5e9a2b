namespace NetGen.Compiler.Kinds;

/// <summary>y = x/√(mean x² + ε)·γ.</summary>
public sealed class RMSNorm : Normalization
{
    public override string Name => "RMSNorm";

    protected override bool Centered => false;

    /// <summary>PyTorch's is the float's machine epsilon, 2⁻²³.</summary>
    protected override double Epsilon(bool keras) => keras ? 1e-6 : 1.1920928955078125e-7;
}
