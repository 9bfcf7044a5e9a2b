using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>
/// x·t with t = tanh(log(1 + eˣ)). With z = e^−|x| that is t = n/d, n = 1 + 2z for x > 0, else z·(z + 2), and d = n + w, w = 2z² for x > 0,
/// else 2:
/// sums of positive terms that neither cancel nor overflow. The derivative is t + x·(1 − t²)·σ(x), where 1 − t² = w·(d + n)/d² (Misra,
/// arXiv 1908.08681).
/// </summary>
public sealed class Mish(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("Mish", 13, (x, name, _) => new Mish(x, name))
    {
        Summary = "Mish: y = x·tanh(log(1 + eˣ))",
        Remarks = "Derivative: t + x·(1 − t²)·σ(x) with t = tanh(log(1 + eˣ)) (Misra, arXiv 1908.08681).",
    };

    public override string Symbol => "mish";

    public override double Function(double x) => x * Math.Tanh(ReferenceMath.Softplus(x));

    public override double Derivative(double x)
    {
        double t = Math.Tanh(ReferenceMath.Softplus(x));
        return t + x * (1 - t * t) * ReferenceMath.Sigmoid(x);
    }

    protected override Expression Lower(KernelBuilder kernel, Expression x)
    {
        (_, _, Local n, Local w) = Parts(kernel, x);
        return x * (n / (n + w));
    }

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x)
    {
        (Expression positive, Local z, Local n, Local w) = Parts(kernel, x);
        Local d = kernel.Let("d", n + w);
        Expression sigmoid = Select(positive, Vector(1), z) / (Vector(1) + z);
        return dy * Fma(x * (w * (d + n) / (d * d)), sigmoid, n / d);
    }

    private static (Expression Positive, Local Z, Local N, Local W) Parts(KernelBuilder kernel, Expression x)
    {
        Local z = kernel.Let("z", Of(VectorOp.Exp, -Of(VectorOp.Abs, x)));
        Expression positive = Greater(x, Vector(0));
        Local n = kernel.Let("n", Select(positive, Fma(Vector(2), z, Vector(1)), z * (z + Vector(2))));
        Local w = kernel.Let("w", Select(positive, Vector(2) * z * z, Vector(2)));
        return (positive, z, n, w);
    }
}
