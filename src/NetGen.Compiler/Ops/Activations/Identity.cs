using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>x itself.</summary>
public sealed class Identity(Value x, string outputName) : Activation(x, outputName)
{
    public override string Symbol => "";

    public override bool DerivativeUsesOutput => true;

    public override double Function(double x) => x;

    public override double Derivative(double at) => 1;

    protected override Expression Lower(KernelBuilder kernel, Expression x) => x;

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression at) => dy;
}
