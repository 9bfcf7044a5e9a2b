using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>min(max(0, x + 3), 6)/6, NaN passing; the derivative is 1/6 for −3 &lt; x &lt; 3, else 0 (as PyTorch has it).</summary>
public sealed class HardSigmoid(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("HardSigmoid", 16, (x, name, _) => new HardSigmoid(x, name))
    {
        Summary = "A sigmoid of straight lines: y = min(max(0, x + 3), 6) / 6, from 0 to 1",
        Remarks = "PyTorch's and Keras 3's; Keras 2 had 0.2·x + 0.5. The derivative at −3 and 3 is 0.",
        Range = Domain.Probabilities,
    };

    public override string Symbol => "hard_sigmoid";

    public override double Function(double x) => x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;

    public override double Derivative(double x) => x > -3 && x < 3 ? 1.0 / 6 : 0;

    protected override Expression Lower(KernelBuilder kernel, Expression x) => Min(Vector(6), Max(Vector(0), x + Vector(3))) / Vector(6);

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x) =>
        Select(Greater(x, Vector(-3)), Select(Greater(Vector(3), x), dy / Vector(6), Vector(0)), Vector(0));
}
