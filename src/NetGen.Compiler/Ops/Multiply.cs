using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>y = a · b, element by element.</summary>
public sealed class Multiply(Value a, Value b, ValueName outputName) : Elementwise([a, b], outputName)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => inputs[0] * inputs[1];

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} · {inputs[1]}";

    /// <summary>da = dy·b, db = dy·a; the square of a value is a product of two that are one.</summary>
    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        for (int i = 0; i < 2; i++)
            if (wanted(Inputs[i])) yield return (Inputs[i], graph.Add(new Multiply(dy, Inputs[1 - i], "d" + Inputs[i].Name), Layer));
    }

    public override void Evaluate(Evaluation on) => on.Map(this, v => v[0] * v[1]);
}
