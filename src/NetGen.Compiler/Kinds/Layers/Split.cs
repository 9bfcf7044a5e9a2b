using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>One of several equal parts of the last axis.</summary>
public sealed class Split : LayerKind
{
    public override string Name => "Split";

    public override Shape? Infer(LayerContext context)
    {
        int parts = context.Integer("Parts"), index = context.Integer("Index"), axis = context.Input[context.Input.Rank - 1];
        if (!context.CheckSize("Parts", parts)) return null;
        if (index < 0 || index >= parts)
            context.ReportNumber(Rules.BadNumber, "Index", index, FormattableString.Invariant($"from 0 to {parts - 1}"));
        if (axis % parts != 0)
        {
            context.Report(Rules.UnequalParts, "Parts", context.Node.Name, parts.ToString(CultureInfo.InvariantCulture), context.Above,
                context.Input.ToString(),
                axis.ToString(CultureInfo.InvariantCulture));
            return null;
        }
        return Slice.WithLast(context.Input, axis / parts);
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        int length = context.Input[context.Input.Rank - 1] / context.Integer("Parts");
        return Slice.Build(graph, context, inputs[0], context.Integer("Index") * length, length);
    }

    public override string Details(LayerContext context) =>
        FormattableString.Invariant($"part {context.Integer("Index")} of {context.Integer("Parts")}");

    public override long Flops(LayerContext context, Shape output) => 0;

    public override Domain Domain(LayerContext context, Domain input) => input == Graphs.Domain.Probabilities ? input : Graphs.Domain.Any;
}
