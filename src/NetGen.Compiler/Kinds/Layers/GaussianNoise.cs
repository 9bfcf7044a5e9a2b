using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>Adds normal random numbers while training; Predict leaves it out.</summary>
public sealed class GaussianNoise : LayerKind
{
    public override string Name => "GaussianNoise";

    public override bool IsOnlyInTraining => true;

    private static double Deviation(LayerContext context) => context.Number("Deviation", 0);

    public override IReadOnlyList<NumberArgument> Numbers { get; } = [new("Deviation", NumberRange.NotNegative.WithMultiples)];

    public override Shape? Infer(LayerContext context) => context.Input;

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        if (!graph.Training) return x;
        Value noise = graph.Add(new Ops.GaussianNoise(x, Deviation(context), stream: context.Index, graph.Numbered("noise")), context);
        return graph.Add(new Ops.Add(graph.Rows(x), noise, graph.Numbered("h")), context);
    }

    public override string Details(LayerContext context) => "deviation " + Deviation(context).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Predict leaves it out.</summary>
    public override long Flops(LayerContext context, Shape output) => 0;
}
