using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>y = x for x > 0, else a·x, with a learned a: one for all values, or one for each.</summary>
public sealed class PReLU : LayerKind
{
    private static readonly KindArgument<bool> perFeature = new("PerFeature", false, """
        Whether each value has a slope of its own. False by default, as in PyTorch; true under <see cref="Defaults.Keras"/>.
        """) { Keras = true };

    private static readonly KindArgument<double> start = new(
        "Slope", 0.25, """What the slopes start with: 0.25 by default, 0 under <see cref="Defaults.Keras"/>.""") { Keras = 0,
            Range = NumberRange.Finite };

    public override Definition Definition { get; } = new(
        "The rectifier with a learned slope: y = x for x &gt; 0, else a·x, element by element.",
        """
        Any shape, kept. It learns a: one value for all, or one for each (<see cref="PerFeature"/>). Files hold it under PyTorch's name,
        <c>weight</c>. The derivative at 0 is a. Source: K. He et al., "Delving deep into rectifiers", arXiv 1502.01852.
        """,
        perFeature, start, Regularization.Decays("the slopes: 1 by default; 0 to spare them, as the paper does."),
        Regularization.Frozen with
        {
            Summary = "Whether training leaves the slopes as they are. Gradients still pass through to the layers above. False by default.",
        })
    {
        Handle = new("The handle of a rectifier with a learned slope.",
            new HandleParameter("Weight", "a: one slope, or one for each value.")),
    };

    public override Shape? Infer(LayerContext context) => context.Input;

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = graph.Rows(inputs[0]);
        Value slope = graph.Parameter(context, "Weight", "a", new Shape(context.Value(perFeature) ? x.Length : 1), "Constant", x.Length,
            x.Length, context.Value(start),
            regularization: Regularization.OfWeight(context));
        return graph.Add(new Ops.PReLU(x, slope, graph.Numbered("h")), context);
    }

    public override string Details(LayerContext context) => (context.Value(perFeature) ? "per feature" : "")
        + (context.Value(Regularization.Frozen) ? " frozen" : "");

    public override long ParameterCount(LayerContext context, Shape output) => context.Value(perFeature) ? output.Length : 1;
}
