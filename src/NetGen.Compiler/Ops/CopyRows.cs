using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>The caller's dense rows, copied to rows padded to 16 floats, so that vectors may be loaded from them to the end.</summary>
public sealed class CopyRows(Value rows, string outputName) : Op([rows], outputName, rows.Shape)
{
    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) => [(Inputs[0], dy)];

    public override void Evaluate(Evaluation on) => on[Output] = on[Inputs[0]];
}
