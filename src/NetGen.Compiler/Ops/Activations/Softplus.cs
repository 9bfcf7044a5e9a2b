using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>log(1 + e^(βx))/β, written max(0, x) + log1p(e^−|βx|)/β, which does not overflow; the derivative is σ(βx).</summary>
public sealed class Softplus(Value x, ValueName outputName, double beta) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("Softplus", 14, (x, name, a) => new Softplus(x, name, beta: a[0]),
        new ActivationArgument("Beta", 1, "How sharply it bends.")
        {
            Range = NumberRange.Positive.WithInverse,
        })
    {
        Summary = "The smooth rectifier: y = log(1 + e^(βx)) / β",
        Remarks =
            "Derivative: 1 / (1 + e^(−βx)). No threshold beyond which it is cut off to x is needed: in single precision it is x there.",
    };

    public override string Symbol => "softplus";

    public override double Function(double x) => ReferenceMath.Softplus(beta * x) / beta;

    public override double Derivative(double x) => ReferenceMath.Sigmoid(beta * x);

    protected override Expression Lower(KernelBuilder kernel, Expression x)
    {
        Expression rest = Of(VectorOp.Log1p, Of(VectorOp.Exp, -Of(VectorOp.Abs, Scaled(x))));
        return Max(Vector(0), x) + (beta == 1 ? rest : rest / Vector(beta));
    }

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x) => dy * Of(VectorOp.Sigmoid, Scaled(x));

    private Expression Scaled(Expression x) => beta == 1 ? x : Vector(beta) * x;
}
