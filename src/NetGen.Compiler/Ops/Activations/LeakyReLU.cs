using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>x where x > 0, else slope·x.</summary>
public sealed class LeakyReLU(Value x, ValueName outputName, double slope) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("LeakyReLU", 2, (x, name, a) => new LeakyReLU(x, name, slope: a[0]),
        new ActivationArgument("Slope", 0.01, "The slope below 0.") { Keras = 0.3 })
    {
        Summary = "The leaky rectifier: y = x for x > 0, else slope·x",
        Remarks = "The derivative at 0 is the slope.",
    };

    public override string Symbol => "leaky_relu";

    public override bool DerivativeUsesOutput => false;

    public override double Function(double x) => x > 0 ? x : slope * x;

    public override double Derivative(double x) => x > 0 ? 1 : slope;

    protected override Expression Lower(KernelBuilder kernel, Expression x) => Select(Greater(x, Vector(0)), x, x * Vector(slope));

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x) =>
        Select(Greater(x, Vector(0)), dy, dy * Vector(slope));
}
