using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>z[j] = x[j] + b[j]. After a product it is where the product's sum begins.</summary>
public sealed class AddBias(Value x, Value bias, ValueName outputName) : Elementwise([x, bias], outputName)
{
    public Value X => Inputs[0];

    public Value Bias => Inputs[1];

    public override Value? AddedTo(Value sum) => sum == X ? Bias : null;

    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => inputs[0] + inputs[1];

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} + {inputs[1]}";

    /// <summary>dx = dz, db = Σₘ dz.</summary>
    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        if (wanted(Bias)) yield return (Bias, graph.Add(new BiasGradient(dy, Bias), Layer));
        if (wanted(X)) yield return (X, dy);
    }

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[X], b = on[Bias];
        on[Output] = x.Select((value, i) => value + b[i % b.Length]).ToArray();
    }
}
