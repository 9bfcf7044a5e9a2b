using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Kinds;

/// <summary>An activation, as a layer of its own or as another layer's argument.</summary>
public sealed class ActivationLayer(ActivationDefinition definition) : LayerKind
{
    /// <summary>All activations, by number.</summary>
    public static IReadOnlyList<ActivationLayer> All { get; } =
        [.. ActivationDefinition.All.Select(definition => new ActivationLayer(definition))];

    public ActivationDefinition Activation => definition;

    public override Definition Definition => definition.AsLayer;

    public override string Name => definition.Name;

    /// <summary>Whether it is none.</summary>
    public bool IsIdentity => definition.IsIdentity;

    public override bool PassesValuesOn => IsIdentity;

    public override ActivationLayer EndsIn(NodeSpec node) => this;

    public static ActivationLayer Find(string name) => (ActivationLayer)LayerRegistry.FindLayer(name)!;

    /// <summary>Values of the arguments as written, else the preset's.</summary>
    private IReadOnlyList<double> Values(LayerContext context) => [.. definition.Arguments.Select(argument =>
        context.Node.Kind == Name ? context.Value(argument) : context.IsKeras ? argument.Keras : argument.Preset)];

    public override Shape? Infer(LayerContext context)
    {
        IReadOnlyList<double> values = Values(context);
        IReadOnlyList<ActivationArgument> arguments = definition.Arguments;
        for (int i = 0; i < arguments.Count; i++)
        {
            // What a number must be alongside others is asked where each is one by itself.
            ActivationArgument argument = arguments[i];
            if (arguments.Zip(values, (one, value) => one.Range!.Contains(value)).All(fits => fits) && !argument.Fits(values[i], values))
                context.ReportNumber(Rules.BadNumber, argument.Name, values[i], argument.Must);
        }
        return CheckShape(context, context.Input, null) ? context.Input : null;
    }

    /// <summary>A softmax works along a vector of at least two; returns whether there are as many values.</summary>
    public bool CheckShape(LayerContext context, Shape shape, string? argument)
    {
        if (!definition.WholeRow) return true;
        if (shape.Rank != 1)
            context.Report(Rules.NeedsVector, argument, Name, context.Node.Name, context.Above, shape.ToString(),
                shape.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        else if (shape.Length == 1)
            context.Report(Rules.OneClass, argument, Name, context.Node.Name, argument is null ? context.Above : "its own output");
        return shape.Length > 1;
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) =>
        graph.Add(definition.Create(graph.Rows(inputs[0]), graph.Numbered("h"), Values(context)), context);

    public override Domain Domain(LayerContext context, Domain input) => IsIdentity ? input : definition.Range;
}
