using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>
/// Which units stay: 1/(1 − rate) with probability 1 − rate, else 0, from counter-based random numbers indexed by
/// (seed, stream, step, sample, unit); 1 for all outside training (Srivastava et al. 2014, scaled while training).
/// </summary>
public sealed class DropoutMask(Value x, double rate, int stream, string outputName) : Op([], outputName, x.Shape)
{
    public double Rate { get; } = rate;

    public int Stream { get; } = stream;

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) => [];

    /// <summary>The reference has no random numbers: a test that wants a mask sets it; otherwise all units stay.</summary>
    public override void Evaluate(Evaluation on)
    {
        if (!on.Has(Output)) on[Output] = Enumerable.Repeat(1.0, on.Samples * Output.Length).ToArray();
    }
}

/// <summary>y = x·mask.</summary>
public sealed class Dropout(Value x, Value mask, string outputName) : Elementwise([x, mask], outputName)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => inputs[0] * inputs[1];

    public override string Format(IReadOnlyList<string> inputs) => $"{inputs[0]} · {inputs[1]}";

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        if (wanted(Inputs[0])) yield return (Inputs[0], graph.Add(new DropoutGradient(dy, Inputs[1], Inputs[0]), Layer));
    }

    public override void Evaluate(Evaluation on) => on.Map(this, v => v[0] * v[1]);
}

/// <summary>dx = dy·mask.</summary>
public sealed class DropoutGradient(Value dy, Value mask, Value x) : Elementwise([dy, mask], "d" + x.Name)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => inputs[0] * inputs[1];

    public override string Format(IReadOnlyList<string> inputs) => $"{inputs[0]} · {inputs[1]}";

    public override void Evaluate(Evaluation on) => on.Map(this, v => v[0] * v[1]);
}
