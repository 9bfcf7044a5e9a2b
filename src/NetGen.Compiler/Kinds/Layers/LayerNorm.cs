namespace NetGen.Compiler.Kinds;

/// <summary>y = (x − μ)/√(v + ε)·γ + β.</summary>
public sealed class LayerNorm : Normalization
{
    public override string Name => "LayerNorm";

    protected override bool Centered => true;

    protected override double Epsilon(bool keras) => keras ? 1e-3 : 1e-5;
}
