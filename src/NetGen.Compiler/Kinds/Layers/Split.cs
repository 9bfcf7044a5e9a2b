using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>One of several equal parts of the last axis.</summary>
public sealed class Split : LayerKind
{
    private static readonly KindArgument<int> parts = new("Parts", "How many parts there are.")
        { Parameter = "How many parts there are; at least 1." };

    private static readonly KindArgument<int> index = new("Index", "Which of them, counted from 0.")
        { Parameter = "Which of them, counted from 0." };

    public override Definition Definition { get; } = new(
        "One of several equal parts of the last axis; of a vector, one of several stretches of equal length.",
        """
        Any shape whose last size is a multiple of <c>parts</c>; all sizes but the last are kept, the last becomes its part. The gradient of
        the other parts is 0, unless they are used elsewhere. It learns nothing.
        """, parts, index);

    public override Shape? Infer(LayerContext context)
    {
        int count = context.Value(parts), which = context.Value(index), axis = context.Input[context.Input.Rank - 1];
        if (!context.CheckSize(parts.Name, count)) return null;
        if (which < 0 || which >= count) context.ReportNumber(Rules.BadNumber, index.Name, which,
            FormattableString.Invariant($"from 0 to {count - 1}"));
        if (axis % count != 0)
        {
            context.Report(Rules.UnequalParts, parts.Name, context.Node.Name, count.ToString(CultureInfo.InvariantCulture), context.Above,
                context.Input.ToString(),
                axis.ToString(CultureInfo.InvariantCulture));
            return null;
        }
        return Slice.WithLast(context.Input, axis / count);
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        int length = context.Input[context.Input.Rank - 1] / context.Value(parts);
        return Slice.Build(graph, context, inputs[0], context.Value(index) * length, length);
    }

    public override string Details(LayerContext context) =>
        FormattableString.Invariant($"part {context.Value(index)} of {context.Value(parts)}");

    public override long Flops(LayerContext context, Shape output) => 0;

    public override Domain Domain(LayerContext context, Domain input) => input == Graphs.Domain.Probabilities ? input : Graphs.Domain.Any;
}
