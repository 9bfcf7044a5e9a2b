using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Kinds;

/// <summary>Drops units at random while training; Predict leaves it out.</summary>
public sealed class Dropout : LayerKind
{
    public override string Name => "Dropout";

    public override bool IsOnlyInTraining => true;

    public override bool DropsValues => true;

    private static double Rate(LayerContext context) => context.Number("Rate", 0.5);

    public override IReadOnlyList<NumberArgument> Numbers { get; } = [new("Rate", NumberRange.Fraction) { Rule = Rules.BadRate }];

    public override Shape? Infer(LayerContext context) => context.Input;

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        if (!graph.Training) return x;
        Value mask = graph.Add(new DropoutMask(x, Rate(context), stream: context.Index, graph.Numbered("mask")), context);
        return graph.Add(new Ops.Dropout(graph.Rows(x), mask, graph.Numbered("h")), context);
    }

    public override string Details(LayerContext context) => "rate " + Rate(context).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Predict leaves it out.</summary>
    public override long Flops(LayerContext context, Shape output) => 0;
}
