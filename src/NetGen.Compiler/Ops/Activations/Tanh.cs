using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>The hyperbolic tangent; the derivative is 1 − y².</summary>
public sealed class Tanh(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("Tanh", 4, (x, name, _) => new Tanh(x, name))
    {
        Summary = "The hyperbolic tangent: y = tanh(x), between −1 and 1",
        Remarks = "Derivative: 1 − y².",
    };

    public override string Symbol => "tanh";

    public override bool DerivativeUsesOutput => true;

    public override double Function(double x) => Math.Tanh(x);

    public override double Derivative(double y) => 1 - y * y;

    protected override Expression Lower(KernelBuilder kernel, Expression x) => Of(VectorOp.Tanh, x);

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression y) => dy * Fma(-y, y, Vector(1));
}
