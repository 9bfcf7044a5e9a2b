using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>y = [a, b, …] along the last axis: each position of the axes before it keeps its values together.</summary>
public sealed class Concat : Merge
{
    public override Definition Definition { get; } = new(
        """
        Joins along the last axis: vectors of 16 and 100 values become one of 116. All other sizes must be equal. In a chain, use
        <see cref="ParallelAttribute{TFirst, TSecond}"/>.
        """, "",
        Members("What it joins, in order.",
            "What it joins, in this order, at least two members above it: <c>[Concat(nameof(Hidden), nameof(Wide))]</c>."));

    protected override Shape? Join(LayerContext context)
    {
        int rank = context.Input.Rank;
        for (int i = 1; i < context.Inputs.Count; i++)
        {
            Shape other = context.Inputs[i];
            if (other.Rank == rank && other.Dimensions.Take(rank - 1).SequenceEqual(context.Input.Dimensions.Take(rank - 1))) continue;
            context.Report(Rules.CannotConcat, null, context.Node.Name, context.Node.Inputs[0], context.Input.ToString(),
                context.Node.Inputs[i], other.ToString());
            return null;
        }
        long last = context.Inputs.Sum(input => (long)input[rank - 1]);
        int[] sizes = [.. context.Input.Dimensions.Take(rank - 1), (int)Math.Min(last, int.MaxValue)];
        return context.CheckLength(null, sizes) ? new Shape(sizes) : null;
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) =>
        graph.Add(new Ops.Concat(inputs,
            new Shape([.. context.Input.Dimensions.Take(context.Input.Rank - 1), context.Inputs.Sum(input => input[input.Rank - 1])]),
            graph.Numbered("c")), context);

    public override long Flops(LayerContext context, Shape output) => 0;

    /// <summary>Probabilities side by side are still probabilities one by one; distributions are no longer one distribution.</summary>
    public override Domain Domain(LayerContext context, Domain input) => Graphs.Domain.Any;
}
