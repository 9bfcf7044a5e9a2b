using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>A stretch of the last axis.</summary>
public sealed class Slice : LayerKind
{
    private static readonly KindArgument<int> first = new("Start", "The first place, counted from 0.")
        { Parameter = "The first place, counted from 0." };
    private static readonly KindArgument<int> count = new("Length", "How many.") { Parameter = "How many; at least 1." };

    public override Definition Definition { get; } = new(
        "A stretch of the last axis: y[…, j] = x[…, start + j]; of a vector, some values that lie together.",
        """
        Any shape; all sizes but the last are kept, the last becomes <c>length</c>. The gradient of what is left out is 0. It learns
        nothing.
        """, first, count);

    public override Shape? Infer(LayerContext context)
    {
        int start = context.Value(first), length = context.Value(count);
        if (!context.CheckSize(count.Name, length)) return null;
        int axis = context.Input[context.Input.Rank - 1];
        if (start < 0 || (long)start + length > axis)
        {
            context.Report(Rules.SliceOutside, start < 0 || start >= axis ? first.Name : count.Name, context.Node.Name, Text(start),
                Text((long)start + length - 1),
                context.Above, context.Input.ToString(), Text(axis));
            // How much is wanted is known where only the beginning is wrong.
            return length <= axis && (start < 0 || start >= axis) ? WithLast(context.Input, length) : null;
        }
        return WithLast(context.Input, length);
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) =>
        Build(graph, context, inputs[0], context.Value(first), context.Value(count));

    /// <summary>Nothing moves where all of the axis is taken.</summary>
    internal static Value Build(GraphBuilder graph, LayerContext context, Value x, int start, int length)
    {
        int axis = context.Input[context.Input.Rank - 1];
        return length == axis ? x : graph.Add(new Ops.Slice(x, axis, start, length, graph.Numbered("h")), context);
    }

    internal static Shape WithLast(Shape shape, int length) => new([.. shape.Dimensions.Take(shape.Rank - 1), length]);

    public override string Details(LayerContext context) =>
        FormattableString.Invariant($"{context.Value(first)} to {context.Value(first) + context.Value(count) - 1}");

    public override long Flops(LayerContext context, Shape output) => 0;

    public override Domain Domain(LayerContext context, Domain input) => input == Graphs.Domain.Probabilities ? input : Graphs.Domain.Any;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
