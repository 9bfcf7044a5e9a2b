using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>
/// x where x > 0, else α·(eˣ − 1), with an expm1 that keeps its precision near 0; the derivative below is α·eˣ (Clevert et al., arXiv
/// 1511.07289).
/// </summary>
public sealed class ELU(Value x, ValueName outputName, double alpha) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("ELU", 9, (x, name, a) => new ELU(x, name, alpha: a[0]),
        new ActivationArgument("Alpha", 1, "The value toward which the function falls, its sign turned."))
    {
        Summary = "The exponential linear unit: y = x for x > 0, else α·(eˣ − 1)",
        Remarks = "Derivative: 1 for x > 0, else α·eˣ (Clevert et al., arXiv 1511.07289).",
    };

    public override string Symbol => "elu";

    public override double Function(double x) => x > 0 ? x : alpha * ReferenceMath.Expm1(x);

    public override double Derivative(double x) => x > 0 ? 1 : alpha * Math.Exp(x);

    protected override Expression Lower(KernelBuilder kernel, Expression x) =>
        Select(Greater(x, Vector(0)), x, Vector(alpha) * Of(VectorOp.Expm1, x));

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x) =>
        Select(Greater(x, Vector(0)), dy, dy * (Vector(alpha) * Of(VectorOp.Exp, x)));
}
