using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops.Activations;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Kinds;

/// <summary>y = activation(x·W + b)   x: K   W: K×N   b: N   y: N.</summary>
public sealed class Dense : LayerKind
{
    private static readonly KindArgument<int> size = new("Units", "How many values come out.")
        { Parameter = "How many values come out; at least 1." };

    private static readonly KindArgument<string> end = new("Activation", Identity.Definition.Name, "The function applied to x·W + b.",
        "Activation")
    {
        Parameter = """The function f; <see cref="Activation.Identity"/> by default.""",
    };

    private static readonly KindArgument<bool> shifts = new("Bias", true, "Whether b is added; true by default.");

    private static readonly KindArgument<string> unroll = new("Unroll", nameof(Unroll.Auto), """
        Whether the loop over the inputs is written out for single samples; <see cref="Unroll.Auto"/> by default: where it pays.
        """, nameof(Unroll));

    public override Definition Definition { get; } = new(
        "A fully connected layer: y = f(x·W + b).",
        """
        x: in values (a one-dimensional shape; <see cref="FlattenAttribute"/> makes one of any other), W: in × units, b: units, y: units
        values. It learns in·units + units parameters. Files hold them under PyTorch's names, <c>weight</c> as [units, in] and <c>bias</c>.
        """,
        [
            size, end,
            new KindArgument<int>("Times", 1, """
                What the units are multiplied by, at least 1: <c>Dense(Given.Width, Times = 4)</c> in a block whose width is open.
                """),
            shifts,
            .. Initialization.Weights("""How the weights start. By default as the network's <see cref="Defaults"/> say.""",
                ", the gain of the orthogonal one"),
            .. Initialization.Biases("""How the biases start. By default as the network's <see cref="Defaults"/> say.""", "the biases'"),
            .. Regularization.Penalties,
            Regularization.Decays("the weights: 1 by default, 0 to spare them."),
            Regularization.BiasDecays("the biases: 1 by default, as in PyTorch and Keras; 0 to spare them."),
            unroll, Regularization.Frozen,
        ])
    {
        Handle = new("The handle of a dense (fully connected) layer: y = x·W + b.",
            new HandleParameter("Weight", "W, [in, out]."), new HandleParameter("Bias", "b, [out].") { LeftOutBy = "Bias = false" }),
    };

    public override bool HasUnits => true;

    public override ActivationLayer? EndsIn(NodeSpec node) => LayerRegistry.FindLayer(end.Of(node, keras: false)) as ActivationLayer;

    public override Shape? Infer(LayerContext context)
    {
        int units = context.Value(size);
        bool valid = context.CheckSize(size.Name, units);
        context.CheckChoice(end.Name, context.Value(end),
            LayerRegistry.Known.OfType<ActivationLayer>().Select(activation => activation.Name));
        context.CheckChoice(unroll.Name, context.Value(unroll), Enum.GetNames(typeof(Unroll)));
        Initialization.Check(context);
        if (context.Input.Rank != 1)
        {
            context.Report(Rules.NeedsVector, null, Name, context.Node.Name, context.Above, context.Input.ToString(),
                context.Input.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        if (!valid || !context.CheckLength(size.Name, context.Input.Length, units)) return null;
        var output = new Shape(units);
        return EndsIn(context.Node)?.CheckShape(context, output, end.Name) is false ? null : output;
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int fanIn = x.Length, fanOut = context.Value(size);
        (string start, double value) = Initialization.OfWeight(context, context.IsKeras ? "GlorotUniform" : "PyTorchLinear");
        Value weight = graph.Parameter(context, "Weight", "W", new Shape(fanIn, fanOut), start, fanIn, fanOut, value,
            fileTransposed: true, regularization: Regularization.OfWeight(context));
        Value y = graph.Add(new MatMul(x, weight, graph.Numbered("s"))
            { Unroll = (Unroll)Enum.Parse(typeof(Unroll), context.Value(unroll)) }, context);
        if (context.Value(shifts))
        {
            (start, value) = Initialization.OfBias(context, context.IsKeras ? "Zeros" : "PyTorchLinear");
            Value bias = graph.Parameter(context, "Bias", "b", new Shape(fanOut), start, fanIn, fanOut, value,
                regularization: Regularization.OfBias(context));
            y = graph.Add(new AddBias(y, bias, graph.Numbered("z")), context);
        }
        return EndsIn(context.Node) is { IsIdentity: false } activation ? activation.Build(graph, context, [y]) : y;
    }

    public override string Details(LayerContext context) =>
        (EndsIn(context.Node) is { IsIdentity: false } activation ? activation.Name : "")
        + (context.Value(shifts) ? "" : " no bias") + (context.Value(Regularization.Frozen) ? " frozen" : "");

    public override long ParameterCount(LayerContext context, Shape output) =>
        (context.Input.Length + (context.Value(shifts) ? 1L : 0L)) * output.Length;

    public override long Flops(LayerContext context, Shape output) =>
        2L * context.Input.Length * output.Length + (EndsIn(context.Node) is { IsIdentity: false } ? output.Length : 0);

    public override Domain Domain(LayerContext context, Domain input) =>
        EndsIn(context.Node)?.Domain(context, Graphs.Domain.Any) ?? Graphs.Domain.Any;
}
