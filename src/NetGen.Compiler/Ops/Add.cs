using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>y = a + b, element by element: where two paths meet, or two gradients of one value.</summary>
public sealed class Add(Value a, Value b, string outputName) : Elementwise([a, b], outputName)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => inputs[0] + inputs[1];

    public override string Format(IReadOnlyList<string> inputs) => $"{inputs[0]} + {inputs[1]}";

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) =>
        Inputs.Where(wanted).Select(input => (input, dy));

    public override void Evaluate(Evaluation on) => on.Map(this, v => v[0] + v[1]);
}
