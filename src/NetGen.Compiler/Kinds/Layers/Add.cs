using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>y = a + b + …, element by element.</summary>
public sealed class Add : Merge
{
    public override Definition Definition { get; } = new(
        """
        y = a + b + …, element by element: where paths meet. In a chain, use <see cref="ResidualAttribute{TBlock}"/> or
        <see cref="ParallelAttribute{TFirst, TSecond}"/>.
        """, "",
        Members("What it adds.",
            "What it adds, at least two members above it, all of one shape: <c>[Add(nameof(Hidden), nameof(Skip))]</c>."));

    public override bool KeepsShape => true;

    protected override Shape? Join(LayerContext context) => Same(context);

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) => inputs.Select(graph.Rows)
        .Aggregate((a, b) => graph.Add(new Ops.Add(a, b, graph.Numbered("a")), context));
}
