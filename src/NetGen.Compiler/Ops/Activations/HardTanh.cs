using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>
/// min(max(low, x), high), NaN passing; the derivative is 1 where low &lt; y &lt; high, else 0, at NaN too (as PyTorch has it).
/// </summary>
public sealed class HardTanh(Value x, ValueName outputName, double low, double high) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("HardTanh", 18,
        (x, name, a) => new HardTanh(x, name, low: a[0], high: a[1]),
        new ActivationArgument("Min", -1, "The least value."),
        new ActivationArgument("Max", 1, "The greatest value.")
        { Fits = (max, all) => (float)max > (float)all[0], Must = "greater than Min" })
    {
        Summary = "Between two bounds the identity: y = min(max(low, x), high), by default from −1 to 1",
        Remarks = "NaN passes through; the derivative at the bounds is 0.",
    };

    public override string Symbol => "hard_tanh";

    public override bool DerivativeUsesOutput => true;

    public override double Function(double x) => x < low ? low : x > high ? high : x;

    public override double Derivative(double y) => y > low && y < high ? 1 : 0;

    protected override Expression Lower(KernelBuilder kernel, Expression x) => Min(Vector(high), Max(Vector(low), x));

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression y) =>
        Select(Greater(y, Vector(low)), Select(Greater(Vector(high), y), dy, Vector(0)), Vector(0));
}
