using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>x itself.</summary>
public sealed class Identity(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("Identity", 0, (x, name, _) => new Identity(x, name))
    {
        Summary = "Nothing: y = x",
        Remarks = "It learns nothing and costs nothing.",
        IsIdentity = true,
    };

    public override string Symbol => "";

    public override bool DerivativeUsesOutput => true;

    public override double Function(double x) => x;

    public override double Derivative(double at) => 1;

    protected override Expression Lower(KernelBuilder kernel, Expression x) => x;

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression at) => dy;
}
