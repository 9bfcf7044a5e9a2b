using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>y = a + b, element by element: where two paths meet, or two gradients of one value.</summary>
public sealed class Add(Value a, Value b, ValueName outputName) : Elementwise([a, b], outputName)
{
    private ValueName? sum;

    /// <summary>
    /// Of two gradients of one value. A sum of sums has no longer name, only another number: text stays linear in the number of users.
    /// </summary>
    public static Add OfGradients(Value first, Value second)
    {
        ValueName name = (first.Producer as Add)?.sum ?? first.Name + "_sum";
        return new(first, second, name) { sum = name };
    }

    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => inputs[0] + inputs[1];

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} + {inputs[1]}";

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) =>
        Inputs.Where(wanted).Select(input => (input, dy));

    public override void Evaluate(Evaluation on) => on.Map(this, v => v[0] + v[1]);
}
