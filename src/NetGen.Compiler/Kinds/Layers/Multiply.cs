using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>y = a · b · …, element by element.</summary>
public sealed class Multiply : Merge
{
    public override Definition Definition { get; } = new(
        """y = a · b · …, element by element: a gate, say. In a chain, use <see cref="ParallelAttribute{TFirst, TSecond}"/>.""", "",
        Members("What it multiplies.",
            "What it multiplies, at least two members above it, all of one shape: <c>[Multiply(nameof(Value), nameof(Gate))]</c>."));

    public override bool KeepsShape => true;

    protected override Shape? Join(LayerContext context) => Same(context);

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) => inputs.Select(graph.Rows)
        .Aggregate((a, b) => graph.Add(new Ops.Multiply(a, b, graph.Numbered("p")), context));
}
