using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>
/// x·Φ(x), exact; the derivative is Φ(x) + x·φ(x), with Φ and φ of the standard normal distribution (Hendrycks and Gimpel, arXiv
/// 1606.08415).
/// </summary>
public sealed class GELU(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("GELU", 5, (x, name, _) => new GELU(x, name))
    {
        Summary = "The Gaussian error linear unit: y = x·Φ(x), Φ being the distribution function of the standard normal distribution",
        Remarks =
            "The exact form; the approximation by tanh is GELUTanh. Derivative: Φ(x) + x·φ(x) (Hendrycks and Gimpel, arXiv 1606.08415).",
    };

    public override string Symbol => "gelu";

    public override bool DerivativeUsesOutput => false;

    public override double Function(double x) => x * ReferenceMath.NormalCdf(x);

    public override double Derivative(double x) => ReferenceMath.NormalCdf(x) + x * ReferenceMath.NormalPdf(x);

    protected override Expression Lower(KernelBuilder kernel, Expression x) => x * Of(VectorOp.NormalCdf, x);

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x) =>
        dy * Fma(x, Of(VectorOp.NormalPdf, x), Of(VectorOp.NormalCdf, x));
}
