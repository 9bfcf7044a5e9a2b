using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>Adds normal random numbers while training; Predict leaves it out.</summary>
public sealed class GaussianNoise : LayerKind
{
    private static readonly KindArgument<double> deviation = new("Deviation", "The standard deviation.")
    {
        Parameter = "The standard deviation, in units of the values; at least 0.", Range = NumberRange.NotNegative.WithMultiples,
    };

    public override Definition Definition { get; } = new(
        "In training, adds to each value a random number of its own, normal with mean 0; in <c>Predict</c>, passes values on.",
        """
        Any shape, kept. The numbers are a function of the network's seed, the layer, the training step, the sample and the value's index,
        so a run repeats bit by bit on every machine and with any number of threads. The gradient passes through as it is. It learns
        nothing.
        """, deviation);

    public override bool IsOnlyInTraining => true;

    public override Shape? Infer(LayerContext context) => context.Input;

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        if (!graph.Training) return x;
        Value noise = graph.Add(new Ops.GaussianNoise(x, context.Value(deviation), stream: context.Index, graph.Numbered("noise")),
            context);
        return graph.Add(new Ops.Add(graph.Rows(x), noise, graph.Numbered("h")), context);
    }

    public override string Details(LayerContext context) => "deviation "
        + context.Value(deviation).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Predict leaves it out.</summary>
    public override long Flops(LayerContext context, Shape output) => 0;
}
