using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>
/// x where x > 0, else α·(e^(x/α) − 1); the derivative below is e^(x/α), so that it is continuous for every α (Barron, arXiv 1704.07483).
/// </summary>
public sealed class CELU(Value x, ValueName outputName, double alpha) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("CELU", 11, (x, name, a) => new CELU(x, name, alpha: a[0]),
        new ActivationArgument("Alpha", 1, "The value toward which the function falls, its sign turned.")
        {
            Range = NumberRange.Positive.WithInverse,
        })
    {
        Summary = "The continuously differentiable exponential linear unit: y = x for x > 0, else α·(e^(x/α) − 1)",
        Remarks = "Derivative: 1 for x > 0, else e^(x/α) (Barron, arXiv 1704.07483).",
    };

    public override string Symbol => "celu";

    public override double Function(double x) => x > 0 ? x : alpha * ReferenceMath.Expm1(x / alpha);

    public override double Derivative(double x) => x > 0 ? 1 : Math.Exp(x / alpha);

    protected override Expression Lower(KernelBuilder kernel, Expression x) =>
        Select(Greater(x, Vector(0)), x, Vector(alpha) * Of(VectorOp.Expm1, x / Vector(alpha)));

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x) =>
        Select(Greater(x, Vector(0)), dy, dy * Of(VectorOp.Exp, x / Vector(alpha)));
}
