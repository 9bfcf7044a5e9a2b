using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>
/// ½·x·(1 + tanh u) with u = √(2/π)·(x + 0.044715·x³), written x·σ(2u), which is the same and loses nothing where tanh is near −1; the
/// derivative is s + x·s·(1 − s)·v′ with v = 2u and s = σ(v) (Hendrycks and Gimpel, arXiv 1606.08415).
/// </summary>
public sealed class GELUTanh(Value x, ValueName outputName) : Activation(x, outputName)
{
    /// <summary>2·√(2/π), and the factor of x³.</summary>
    private const double Slope = 1.5957691216057307118, Cubic = 0.044715;

    /// <summary>Beyond it s is 0 or 1 in single precision, and so is the derivative; within it no square overflows.</summary>
    private const double Bound = 12;

    public static ActivationDefinition Definition { get; } = new("GELUTanh", 12, (x, name, _) => new GELUTanh(x, name))
    {
        Summary = "The Gaussian error linear unit by its approximation: y = ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))",
        Remarks = "The form GPT-2 was trained with; the exact one is GELU (Hendrycks and Gimpel, arXiv 1606.08415).",
    };

    public override string Symbol => "gelu_tanh";

    public override double Function(double x) => x * ReferenceMath.Sigmoid(Slope * (x + Cubic * x * x * x));

    public override double Derivative(double x)
    {
        double s = ReferenceMath.Sigmoid(Slope * (x + Cubic * x * x * x));
        return s + x * s * (1 - s) * Slope * (1 + 3 * Cubic * x * x);
    }

    protected override Expression Lower(KernelBuilder kernel, Expression x)
    {
        Local square = kernel.Let("square", x * x);
        return x * Of(VectorOp.Sigmoid, Vector(Slope) * x * Fma(Vector(Cubic), square, Vector(1)));
    }

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x)
    {
        Local near = kernel.Let("near", Min(Vector(Bound), Max(Vector(-Bound), x)));
        Local square = kernel.Let("square", near * near);
        Local s = kernel.Let("s", Of(VectorOp.Sigmoid, Vector(Slope) * near * Fma(Vector(Cubic), square, Vector(1))));
        Expression slope = Vector(Slope) * Fma(Vector(3 * Cubic), square, Vector(1));
        return dy * (s * Fma(near * (Vector(1) - s), slope, Vector(1)));
    }
}
