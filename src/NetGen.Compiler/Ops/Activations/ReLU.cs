using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>max(0, x), NaN passing; the derivative is 0 where y ≤ 0, else 1 (as PyTorch has it).</summary>
public sealed class ReLU(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("ReLU", 1, (x, name, _) => new ReLU(x, name))
    {
        Summary = "The rectifier: y = max(0, x)",
        Remarks = "NaN passes through; the derivative at 0 is 0.",
    };

    public override string Symbol => "relu";

    public override bool DerivativeUsesOutput => true;

    public override double Function(double x) => x > 0 ? x : double.IsNaN(x) ? x : 0;

    public override double Derivative(double y) => y <= 0 ? 0 : 1;

    protected override Expression Lower(KernelBuilder kernel, Expression x) => Max(Vector(0), x);

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression y) =>
        Select(GreaterOrEqual(Vector(0), y), Vector(0), dy);
}
