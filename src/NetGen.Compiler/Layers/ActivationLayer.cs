using System.Reflection;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Model;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Layers;

/// <summary>
/// An activation, as a layer of its own or as another layer's argument. Its operation's class says all there is to say of it, by a static property
/// <c>Definition</c>; the library's attribute and the member of its enum are written from that when the library is built.
/// </summary>
/// <param name="name">Of layer and enum member.</param>
/// <param name="number">The enum member's number: the next one free, never changed afterwards, for compiled attributes hold it.</param>
/// <param name="create">The operation on a value, with a name for its result and the values of the arguments, in order.</param>
/// <param name="arguments">What the attribute takes; as another layer's argument, an activation has their defaults.</param>
public sealed class ActivationLayer(
    string name, int number, Func<Value, ValueName, IReadOnlyList<double>, Op> create, params ActivationArgument[] arguments) : LayerKind
{
    /// <summary>All activations, by number: those whose operations in this assembly have a definition.</summary>
    public static IReadOnlyList<ActivationLayer> All { get; } = typeof(ActivationLayer).Assembly.GetTypes()
        .Select(type => type.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)?.GetValue(null))
        .OfType<ActivationLayer>().OrderBy(activation => activation.Number).ToList();

    public override string Name => name;

    public int Number => number;

    public IReadOnlyList<ActivationArgument> Arguments => arguments;

    public override IReadOnlyList<NumberArgument> Numbers { get; } = [.. arguments.Select(argument => new NumberArgument(argument.Name, argument.Range))];

    /// <summary>What it is and its formula, y of x, as a sentence without its end: <c>The rectifier: y = max(0, x)</c>.</summary>
    public required string Summary { get; init; }

    /// <summary>Derivative, special values, source: whole sentences.</summary>
    public required string Remarks { get; init; }

    /// <summary>What is known of its values.</summary>
    public Domain Range { get; init; } = Layers.Domain.Any;

    /// <summary>Whether it is none.</summary>
    public bool IsIdentity { get; init; }

    public override bool PassesValuesOn => IsIdentity;

    /// <summary>Whether it works on all values of a sample together, as a softmax does, and so takes a vector of at least two.</summary>
    public bool WholeRow { get; init; }

    public override ActivationLayer EndsIn(NodeSpec node) => this;

    public static ActivationLayer Find(string name) => (ActivationLayer)LayerRegistry.FindLayer(name)!;

    /// <summary>Values of the arguments as written, else the preset's.</summary>
    private IReadOnlyList<double> Values(LayerContext context)
    {
        bool keras = context.Network.Defaults == "Keras", own = context.Node.Kind == Name;
        return arguments.Select(argument =>
        {
            double preset = keras ? argument.Keras ?? argument.Default : argument.Default;
            return own ? context.Number(argument.Name, preset) : preset;
        }).ToList();
    }

    public override Shape? Infer(LayerContext context)
    {
        IReadOnlyList<double> values = Values(context);
        for (int i = 0; i < arguments.Length; i++)
        {
            // What a number must be in relation to others is asked where each is one by itself.
            ActivationArgument argument = arguments[i];
            if (arguments.Zip(values, (one, value) => one.Range.Contains(value)).All(fits => fits) && !argument.Fits(values[i], values))
                context.ReportNumber(Rules.BadNumber, argument.Name, values[i], argument.Must);
        }
        return CheckShape(context, context.Input, null) ? context.Input : null;
    }

    /// <summary>A softmax works along a vector of at least two; returns whether there are as many values.</summary>
    public bool CheckShape(LayerContext context, Shape shape, string? argument)
    {
        if (!WholeRow) return true;
        if (shape.Rank != 1)
            context.Report(Rules.NeedsVector, argument, Name, context.Node.Name, context.Above, shape.ToString(), shape.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        else if (shape.Length == 1)
            context.Report(Rules.OneClass, argument, Name, context.Node.Name, argument is null ? context.Above : "its own output");
        return shape.Length > 1;
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) =>
        graph.Add(create(graph.Rows(inputs[0]), graph.Numbered("h"), Values(context)), context);

    public override Domain Domain(LayerContext context, Domain input) => IsIdentity ? input : Range;
}

/// <summary>An argument of an activation's attribute.</summary>
/// <param name="Name">The property's; the constructor's parameter has it with a small letter.</param>
/// <param name="Default">PyTorch's.</param>
/// <param name="Summary">What it is, as a sentence.</param>
public sealed record ActivationArgument(string Name, double Default, string Summary)
{
    /// <summary>Keras's default, where it is another.</summary>
    public double? Keras { get; init; }

    /// <summary>What it may be by itself.</summary>
    public NumberRange Range { get; init; } = NumberRange.Finite;

    /// <summary>Whether it fits the values of all arguments, each of which is in its range.</summary>
    public Func<double, IReadOnlyList<double>, bool> Fits { get; init; } = (_, _) => true;

    /// <summary>What it must be, for messages and documentation.</summary>
    public string Must { get => field ?? Range.Must; init; }
}
