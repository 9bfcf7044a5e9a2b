using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>x/(1 + |x|); the derivative is 1/(1 + |x|)².</summary>
public sealed class Softsign(Value x, ValueName outputName) : Activation(x, outputName)
{
    /// <summary>Beyond it, y is ±1 in single precision; infinity, brought to it, is no longer divided by infinity.</summary>
    private const double Bound = 1e30;

    public static ActivationDefinition Definition { get; } = new("Softsign", 15, (x, name, _) => new Softsign(x, name))
    {
        Summary = "The soft sign: y = x / (1 + |x|), between −1 and 1",
        Remarks = "±∞ gives ±1. Derivative: 1 / (1 + |x|)².",
    };

    public override string Symbol => "softsign";

    public override double Function(double x) => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x));

    public override double Derivative(double x) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));

    protected override Expression Lower(KernelBuilder kernel, Expression x)
    {
        Local near = kernel.Let("near", Min(Vector(Bound), Max(Vector(-Bound), x)));
        return near / (Vector(1) + Of(VectorOp.Abs, near));
    }

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x)
    {
        Local d = kernel.Let("d", Vector(1) + Of(VectorOp.Abs, x));
        return dy / (d * d);
    }
}
