using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops;

/// <summary>
/// y[j] = x[j] where x[j] > 0, else a[j]·x[j], with a learned slope for each value or one for all (He et al., arXiv 1502.01852).
/// </summary>
public sealed class PReLU(Value x, Value slope, ValueName outputName) : Elementwise([x, slope], outputName)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) =>
        Select(Greater(inputs[0], Vector(0)), inputs[0], inputs[0] * inputs[1]);

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"prelu({inputs[0]}, {inputs[1]})";

    /// <summary>
    /// dx = dy where x > 0, else a·dy; da = Σ x·dy where x ≤ 0: over samples, and over a sample's values before where one slope serves all.
    /// </summary>
    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        Value x = Inputs[0], slope = Inputs[1];
        if (wanted(slope))
        {
            Value terms = graph.Add(new PReLUSlopeTerms(dy, x, "d" + slope.Name + "_m"), Layer);
            if (slope.Length < x.Length) terms = graph.Add(new RowSum(terms, "d" + slope.Name + "_r"), Layer);
            yield return (slope, graph.Add(new BiasGradient(terms, slope), Layer));
        }
        if (wanted(x)) yield return (x, graph.Add(new PReLUGradient(dy, x, slope), Layer));
    }

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[Inputs[0]], a = on[Inputs[1]];
        on[Output] = x.Select((value, i) => value > 0 ? value : value * a[i % a.Length]).ToArray();
    }
}

/// <summary>dx[j] = dy[j] where x[j] > 0, else a[j]·dy[j].</summary>
public sealed class PReLUGradient(Value dy, Value x, Value slope) : Elementwise([dy, x, slope], "d" + x.Name)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) =>
        Select(Greater(inputs[1], Vector(0)), inputs[0], inputs[0] * inputs[2]);

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} · prelu′({inputs[1]}, {inputs[2]})";

    public override void Evaluate(Evaluation on)
    {
        double[] dy = on[Inputs[0]], x = on[Inputs[1]], a = on[Inputs[2]];
        on[Output] = dy.Select((value, i) => x[i] > 0 ? value : value * a[i % a.Length]).ToArray();
    }
}

/// <summary>What a value adds to the gradient of its slope: x[j]·dy[j] where x[j] ≤ 0, else 0.</summary>
public sealed class PReLUSlopeTerms(Value dy, Value x, ValueName outputName) : Elementwise([dy, x], outputName)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) =>
        Select(Greater(inputs[1], Vector(0)), Vector(0), inputs[0] * inputs[1]);

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} · min(0, {inputs[1]})";

    public override void Evaluate(Evaluation on) => on.Map(this, v => v[1] > 0 ? 0 : v[0] * v[1]);
}
