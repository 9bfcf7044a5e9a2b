using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops.Activations;

/// <summary>1 / (1 + e⁻ˣ); the derivative is y·(1 − y).</summary>
public sealed class Sigmoid(Value x, ValueName outputName) : Activation(x, outputName)
{
    public static ActivationDefinition Definition { get; } = new("Sigmoid", 3, (x, name, _) => new Sigmoid(x, name))
    {
        Summary = "The logistic function: y = 1 / (1 + e⁻ˣ), between 0 and 1",
        Remarks = "Derivative: y·(1 − y).",
        Range = Domain.Probabilities,
    };

    /// <summary>What it makes probabilities of, where <paramref name="probabilities"/> is one of its results.</summary>
    public static Value? Logits(Value probabilities) => probabilities.Producer is Sigmoid sigmoid ? sigmoid.Inputs[0] : null;

    public override string Symbol => "sigmoid";

    public override bool DerivativeUsesOutput => true;

    public override double Function(double x) => 1 / (1 + Math.Exp(-x));

    public override double Derivative(double y) => y * (1 - y);

    protected override Expression Lower(KernelBuilder kernel, Expression x) => Of(VectorOp.Sigmoid, x);

    public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression y) => dy * (y * (Vector(1) - y));
}
