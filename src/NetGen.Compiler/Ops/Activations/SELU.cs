using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>λ·x where x > 0, else λ·α·(eˣ − 1); the derivative is λ, below λ·α·eˣ (Klambauer et al., arXiv 1706.02515).</summary>
public sealed class SELU(Value x, ValueName outputName) : Activation(x, outputName)
{
    /// <summary>For which activations of mean 0 and variance 1 keep them.</summary>
    private const double Alpha = 1.6732632423543772848, Lambda = 1.0507009873554804934;

    public static ActivationDefinition Definition { get; } = new("SELU", 10, (x, name, _) => new SELU(x, name))
    {
        Summary = "The scaled exponential linear unit: y = λ·x for x > 0, else λ·α·(eˣ − 1), with λ = 1.05070098 and α = 1.67326324",
        Remarks = "With weights of LeCun's normal distribution, values keep a mean of 0 and a variance of 1 from layer to layer. "
            + "Derivative: λ for x > 0, else λ·α·eˣ (Klambauer et al., arXiv 1706.02515).",
    };

    public override string Symbol => "selu";

    public override double Function(double x) => x > 0 ? Lambda * x : Lambda * Alpha * ReferenceMath.Expm1(x);

    public override double Derivative(double x) => x > 0 ? Lambda : Lambda * Alpha * Math.Exp(x);

    protected override Expression Lower(KernelBuilder kernel, Expression x) =>
        Select(Greater(x, Vector(0)), Vector(Lambda) * x, Vector(Lambda * Alpha) * Of(VectorOp.Expm1, x));

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x) =>
        dy * Select(Greater(x, Vector(0)), Vector(Lambda), Vector(Lambda * Alpha) * Of(VectorOp.Exp, x));
}
