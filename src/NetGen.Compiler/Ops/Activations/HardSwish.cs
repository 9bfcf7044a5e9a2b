using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>
/// x·min(max(0, x + 3), 6)/6; the derivative is x/3 + ½ for −3 &lt; x &lt; 3, 0 up to −3 and 1 from 3 on (as PyTorch has it; Howard et al.,
/// arXiv 1905.02244).
/// </summary>
public sealed class HardSwish(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("HardSwish", 17, (x, name, _) => new HardSwish(x, name))
    {
        Summary = "A swish of straight lines and a parabola: y = x·min(max(0, x + 3), 6) / 6",
        Remarks = "Derivative: x/3 + ½ between −3 and 3, 0 up to −3, 1 from 3 on (Howard et al., arXiv 1905.02244).",
    };

    public override string Symbol => "hard_swish";

    public override double Function(double x) => x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6;

    public override double Derivative(double x) => x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5;

    protected override Expression Lower(KernelBuilder kernel, Expression x) =>
        x * (Min(Vector(6), Max(Vector(0), x + Vector(3))) / Vector(6));

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x) =>
        Select(GreaterOrEqual(Vector(-3), x), Vector(0), Select(GreaterOrEqual(x, Vector(3)), dy, dy * (x / Vector(3) + Vector(0.5))));
}
