using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>Which units stay: 1/(1 − rate) with probability 1 − rate, else 0 (Srivastava et al. 2014, scaled while training).</summary>
public sealed class DropoutMask(Value x, double rate, int stream, ValueName outputName)
    : RandomRows(x, rate, neutral: 1, stream, outputName)
{
    public override LibraryFunction Filler => LibraryFunction.DropoutMask;
}

/// <summary>y = x·mask.</summary>
public sealed class Dropout(Value x, Value mask, ValueName outputName) : Elementwise([x, mask], outputName)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => inputs[0] * inputs[1];

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} · {inputs[1]}";

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

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} · {inputs[1]}";

    public override void Evaluate(Evaluation on) => on.Map(this, v => v[0] * v[1]);
}
