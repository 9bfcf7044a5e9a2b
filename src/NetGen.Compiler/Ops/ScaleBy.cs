using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>y[j] = x[j]·g[j]: a learned factor for each value.</summary>
public sealed class ScaleBy(Value x, Value factor, ValueName outputName) : Elementwise([x, factor], outputName)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => inputs[0] * inputs[1];

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} · {inputs[1]}";

    /// <summary>dg = Σₘ dy·x, dx = dy·g.</summary>
    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        Value x = Inputs[0], factor = Inputs[1];
        if (wanted(factor))
            yield return (factor, graph.Add(new BiasGradient(graph.Add(new Multiply(dy, x, "d" + factor.Name + "_m"), Layer), factor),
                Layer));
        if (wanted(x)) yield return (x, graph.Add(new ScaleBy(dy, factor, "d" + x.Name), Layer));
    }

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[Inputs[0]], g = on[Inputs[1]];
        on[Output] = x.Select((value, i) => value * g[i % g.Length]).ToArray();
    }
}
