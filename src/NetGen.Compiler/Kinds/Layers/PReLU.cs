using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>y = x for x > 0, else a·x, with a learned a: one for all values, or one for each.</summary>
public sealed class PReLU : LayerKind
{
    public override string Name => "PReLU";

    public override string Handle => "PReLU";

    private static bool IsKeras(LayerContext context) => context.Network.Defaults == "Keras";

    private static bool PerFeature(LayerContext context) => context.Flag("PerFeature", IsKeras(context));

    /// <summary>PyTorch starts with 0.25, Keras with 0.</summary>
    private static double Slope(LayerContext context) => context.Number("Slope", IsKeras(context) ? 0 : 0.25);

    public override IReadOnlyList<NumberArgument> Numbers { get; } = [new("Slope", NumberRange.Finite), .. Regularization.Numbers];

    public override Shape? Infer(LayerContext context) => context.Input;

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = graph.Rows(inputs[0]);
        Value slope = graph.Parameter(context, "Weight", "a", new Shape(PerFeature(context) ? x.Length : 1), "Constant", x.Length, x.Length,
            Slope(context),
            trainable: !context.Flag("Frozen", false), regularization: Regularization.OfWeight(context));
        return graph.Add(new Ops.PReLU(x, slope, graph.Numbered("h")), context);
    }

    public override string Details(LayerContext context) =>
        (PerFeature(context) ? "per feature" : "") + (context.Flag("Frozen", false) ? " frozen" : "");

    public override long ParameterCount(LayerContext context, Shape output) => PerFeature(context) ? output.Length : 1;
}
