using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops.Activations;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Layers;

/// <summary>An activation, as a layer of its own or as another layer's argument: one line each in <see cref="All"/>.</summary>
public sealed class ActivationLayer : LayerKind
{
    private readonly Func<Value, string, LayerContext, Op> create;
    private readonly Domain domain;

    private ActivationLayer(string name, Func<Value, string, LayerContext, Op> create, Domain domain = Layers.Domain.Any)
    {
        Name = name;
        this.create = create;
        this.domain = domain;
    }

    public static IReadOnlyList<ActivationLayer> All { get; } =
    [
        new("Identity", (x, name, _) => new Identity(x, name)),
        new("ReLU", (x, name, _) => new ReLU(x, name)),
        new("LeakyReLU", (x, name, context) => new LeakyReLU(x, name, Slope(context))),
        new("Sigmoid", (x, name, _) => new Sigmoid(x, name), Layers.Domain.Probabilities),
        new("Tanh", (x, name, _) => new Tanh(x, name)),
        new("GELU", (x, name, _) => new GELU(x, name)),
        new("SiLU", (x, name, _) => new SiLU(x, name)),
        new("Softmax", (x, name, _) => new Ops.Softmax(x, name), Layers.Domain.Distribution),
    ];

    public override string Name { get; }

    public static ActivationLayer Find(string name) => All.First(activation => activation.Name == name);

    /// <summary>The slope as written, else the preset's: 0.01 in PyTorch, 0.3 in Keras's layer.</summary>
    private static double Slope(LayerContext context) => context.Number("Slope", context.Network.Defaults == "Keras" ? 0.3 : 0.01);

    public override Shape? Infer(LayerContext context)
    {
        if (Name == "LeakyReLU") context.CheckNumber("Slope", Slope(context), _ => true, "a finite number");
        CheckShape(context, context.Input, null);
        return context.Input;
    }

    /// <summary>A softmax works along a vector of at least two.</summary>
    public void CheckShape(LayerContext context, Shape shape, string? argument)
    {
        if (domain != Layers.Domain.Distribution) return;
        if (shape.Rank != 1)
            context.Report(Rules.NeedsVector, argument, Name, context.Node.Name, context.Above, shape.ToString(), shape.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        else if (shape.Length == 1)
            context.Report(Rules.OneClass, argument, Name, context.Node.Name, argument is null ? context.Above : "its own output");
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) =>
        graph.Add(create(graph.Rows(inputs[0]), graph.Numbered("h"), context), context);

    public override Domain Domain(LayerContext context, Domain input) => Name == "Identity" ? input : domain;
}
