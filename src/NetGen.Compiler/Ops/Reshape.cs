using NetGen.Compiler.Graphs;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Ops;

/// <summary>The same values in another shape. No code: its users read the value itself.</summary>
public sealed class Reshape(Value x, Shape shape, string outputName) : Op([x], outputName, shape)
{
    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        if (wanted(Inputs[0])) yield return (Inputs[0], graph.Add(new Reshape(dy, Inputs[0].Shape, "d" + Inputs[0].Name), Layer));
    }

    public override void Evaluate(Evaluation on) => on[Output] = on[Inputs[0]];
}
