using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>
/// y = f(x) with a derivative that is a formula of x or of y. One file in Ops/Activations/ holds function, derivative and lowering of one.
/// </summary>
public abstract class Activation(Value x, ValueName outputName) : Elementwise([x], outputName)
{
    /// <summary>The name in formulas: <c>relu</c>.</summary>
    public abstract string Symbol { get; }

    /// <summary>Whether the derivative is written in y, which is kept anyhow, rather than in x.</summary>
    public virtual bool DerivativeUsesOutput => false;

    /// <summary>f(x) in double precision.</summary>
    public abstract double Function(double x);

    /// <summary>f′ in double precision, at x or at y as <see cref="DerivativeUsesOutput"/> says.</summary>
    public abstract double Derivative(double at);

    /// <summary>dy·f′.</summary>
    public abstract Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression at);

    protected abstract Expression Lower(KernelBuilder kernel, Expression x);

    public sealed override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => Lower(kernel, inputs[0]);

    public sealed override Formula Format(IReadOnlyList<Formula> inputs) => $"{Symbol}({inputs[0]})";

    public sealed override void Evaluate(Evaluation on) => on.Map(this, x => Function(x[0]));

    public sealed override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        if (wanted(Inputs[0])) yield return (Inputs[0], graph.Add(new ActivationGradient(this, dy), Layer));
    }
}

/// <summary>dx = dy·f′(x), f′ written in x or y.</summary>
public sealed class ActivationGradient(Activation activation, Value dy)
    : Elementwise([dy, activation.DerivativeUsesOutput ? activation.Output : activation.Inputs[0]], "d" + activation.Inputs[0].Name)
{
    /// <summary>Of which activation: <c>ReLUGradient</c>.</summary>
    public override string FollowingName => activation.GetType().Name + "Gradient";

    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) =>
        activation.LowerGradient(kernel, inputs[0], inputs[1]);

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} · {activation.Symbol}′({inputs[1]})";

    public override void Evaluate(Evaluation on) => on.Map(this, v => v[0] * activation.Derivative(v[1]));
}
