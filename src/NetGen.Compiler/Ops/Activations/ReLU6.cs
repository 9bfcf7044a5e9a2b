using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>min(max(0, x), 6), NaN passing; the derivative is 1 where 0 &lt; y &lt; 6, else 0, at NaN too (as PyTorch has it).</summary>
public sealed class ReLU6(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("ReLU6", 8, (x, name, _) => new ReLU6(x, name))
    {
        Summary = "The rectifier that ends at 6: y = min(max(0, x), 6)",
        Remarks = "NaN passes through; the derivative at 0 and at 6 is 0.",
    };

    public override string Symbol => "relu6";

    public override bool DerivativeUsesOutput => true;

    public override double Function(double x) => x < 0 ? 0 : x > 6 ? 6 : x;

    public override double Derivative(double y) => y > 0 && y < 6 ? 1 : 0;

    protected override Expression Lower(KernelBuilder kernel, Expression x) => Min(Vector(6), Max(Vector(0), x));

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression y) =>
        Select(Greater(y, Vector(0)), Select(Greater(Vector(6), y), dy, Vector(0)), Vector(0));
}
