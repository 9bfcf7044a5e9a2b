using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Kinds;

/// <summary>Drops units at random while training; Predict leaves it out.</summary>
public sealed class Dropout : LayerKind
{
    private static readonly KindArgument<double> rate = new("Rate", 0.5, "The probability of dropping a value.")
    {
        Parameter = "The probability of <i>dropping</i> a value, at least 0 and below 1; 0.5 by default.", Range = NumberRange.Fraction,
            Rule = Rules.BadRate,
    };

    public override Definition Definition { get; } = new(
        """
        In training, sets each value to 0 with probability <c>rate</c> and multiplies the others by 1 / (1 − rate); in <c>Predict</c>,
        passes them on.
        """,
        """
        Any shape, kept. Which values fall is a function of the network's seed, the layer, the training step, the sample and the value's
        index, so a run repeats bit by bit on every machine and with any number of threads.
        """, rate);

    public override bool IsOnlyInTraining => true;

    public override bool DropsValues => true;

    public override Shape? Infer(LayerContext context) => context.Input;

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        if (!graph.Training) return x;
        Value mask = graph.Add(new DropoutMask(x, context.Value(rate), stream: context.Index, graph.Numbered("mask")), context);
        return graph.Add(new Ops.Dropout(graph.Rows(x), mask, graph.Numbered("h")), context);
    }

    public override string Details(LayerContext context) => "rate " + context.Value(rate).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Predict leaves it out.</summary>
    public override long Flops(LayerContext context, Shape output) => 0;
}
