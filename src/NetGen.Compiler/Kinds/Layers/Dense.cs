using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Ops.Activations;

namespace NetGen.Compiler.Kinds;

/// <summary>y = activation(x·W + b)   x: K   W: K×N   b: N   y: N.</summary>
public sealed class Dense : LayerKind
{
    public override string Name => "Dense";

    public override string Handle => Name;

    public override IReadOnlyList<NumberArgument> Numbers { get; } = [.. Initialization.Numbers, .. Regularization.Numbers];

    private static string Unroll(LayerContext context) => context.Choice("Unroll", nameof(Graphs.Unroll.Auto));

    private static string Activation(LayerContext context) => context.Choice("Activation", Identity.Definition.Name);

    public override ActivationLayer? EndsIn(NodeSpec node) => LayerRegistry.FindLayer(
        node.Arguments.FirstOrDefault(argument => argument.Name == "Activation")?.Value as string
        ?? Identity.Definition.Name) as ActivationLayer;

    public override Shape? Infer(LayerContext context)
    {
        int units = context.Integer("Units");
        bool valid = context.CheckSize("Units", units);
        context.CheckChoice(
            "Activation", Activation(context), LayerRegistry.Known.OfType<ActivationLayer>().Select(activation => activation.Name));
        context.CheckChoice("Unroll", Unroll(context), Enum.GetNames(typeof(Unroll)));
        Initialization.Check(context);
        if (context.Input.Rank != 1)
        {
            context.Report(Rules.NeedsVector, null, Name, context.Node.Name, context.Above, context.Input.ToString(),
                context.Input.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        if (!valid || !context.CheckLength("Units", context.Input.Length, units)) return null;
        var output = new Shape(units);
        return EndsIn(context.Node)?.CheckShape(context, output, "Activation") is false ? null : output;
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int fanIn = x.Length, fanOut = context.Integer("Units");
        bool trainable = !context.Flag("Frozen", false), keras = context.Network.Defaults == "Keras";
        (string start, double value) = Initialization.OfWeight(context, keras ? "GlorotUniform" : "PyTorchLinear");
        Value weight = graph.Parameter(context, "Weight", "W", new Shape(fanIn, fanOut), start, fanIn, fanOut, value,
            fileTransposed: true, trainable, Regularization.OfWeight(context));
        Value y = graph.Add(new MatMul(x, weight, graph.Numbered("s")) { Unroll = (Unroll)Enum.Parse(typeof(Unroll), Unroll(context)) },
            context);
        if (context.Flag("Bias", true))
        {
            (start, value) = Initialization.OfBias(context, keras ? "Zeros" : "PyTorchLinear");
            Value bias = graph.Parameter(context, "Bias", "b", new Shape(fanOut), start, fanIn, fanOut, value,
                trainable: trainable, regularization: Regularization.OfBias(context));
            y = graph.Add(new AddBias(y, bias, graph.Numbered("z")), context);
        }
        return EndsIn(context.Node) is { IsIdentity: false } activation ? activation.Build(graph, context, [y]) : y;
    }

    public override string Details(LayerContext context) =>
        (EndsIn(context.Node) is { IsIdentity: false } activation ? activation.Name : "")
        + (context.Flag("Bias", true) ? "" : " no bias") + (context.Flag("Frozen", false) ? " frozen" : "");

    public override long ParameterCount(LayerContext context, Shape output) =>
        (context.Input.Length + (context.Flag("Bias", true) ? 1L : 0L)) * output.Length;

    public override long Flops(LayerContext context, Shape output) =>
        2L * context.Input.Length * output.Length + (EndsIn(context.Node) is { IsIdentity: false } ? output.Length : 0);

    public override Domain Domain(LayerContext context, Domain input) =>
        EndsIn(context.Node)?.Domain(context, Graphs.Domain.Any) ?? Graphs.Domain.Any;
}
