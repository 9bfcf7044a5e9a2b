using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>A stretch of the last axis.</summary>
public sealed class Slice : LayerKind
{
    public override string Name => "Slice";

    public override Shape? Infer(LayerContext context)
    {
        int start = context.Integer("Start"), length = context.Integer("Length");
        if (!context.CheckSize("Length", length)) return null;
        int axis = context.Input[context.Input.Rank - 1];
        if (start < 0 || (long)start + length > axis)
        {
            context.Report(Rules.SliceOutside, start < 0
                || start >= axis ? "Start" : "Length", context.Node.Name, Text(start), Text((long)start + length - 1),
                context.Above, context.Input.ToString(), Text(axis));
            // How much is wanted is known where only the beginning is wrong.
            return length <= axis && (start < 0 || start >= axis) ? WithLast(context.Input, length) : null;
        }
        return WithLast(context.Input, length);
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) =>
        Build(graph, context, inputs[0], context.Integer("Start"), context.Integer("Length"));

    /// <summary>Nothing moves where all of the axis is taken.</summary>
    internal static Value Build(GraphBuilder graph, LayerContext context, Value x, int start, int length)
    {
        int axis = context.Input[context.Input.Rank - 1];
        return length == axis ? x : graph.Add(new Ops.Slice(x, axis, start, length, graph.Numbered("h")), context);
    }

    internal static Shape WithLast(Shape shape, int length) => new([.. shape.Dimensions.Take(shape.Rank - 1), length]);

    public override string Details(LayerContext context) =>
        FormattableString.Invariant($"{context.Integer("Start")} to {context.Integer("Start") + context.Integer("Length") - 1}");

    public override long Flops(LayerContext context, Shape output) => 0;

    public override Domain Domain(LayerContext context, Domain input) => input == Graphs.Domain.Probabilities ? input : Graphs.Domain.Any;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
