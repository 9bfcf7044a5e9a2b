using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>x·σ(x); the derivative is s·(1 + x·(1 − s)) with s = σ(x).</summary>
public sealed class SiLU(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("SiLU", 6, (x, name, _) => new SiLU(x, name))
    {
        Summary = "The sigmoid linear unit, also called swish: y = x / (1 + e⁻ˣ)",
        Remarks = "Derivative: σ + y·(1 − σ) with σ = 1 / (1 + e⁻ˣ).",
    };

    public override string Symbol => "silu";

    public override bool DerivativeUsesOutput => false;

    public override double Function(double x) => x / (1 + Math.Exp(-x));

    public override double Derivative(double x) => Slope(x, 1 / (1 + Math.Exp(-x)));

    protected override Expression Lower(KernelBuilder kernel, Expression x) => x * Of(VectorOp.Sigmoid, x);

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x)
    {
        Local s = kernel.Let("s", Of(VectorOp.Sigmoid, x));
        return dy * (s * Fma(x, Vector(1) - s, Vector(1)));
    }

    private static double Slope(double x, double s) => s * (1 + x * (1 - s));
}
