using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Kinds;

/// <summary>
/// A sample's values brought to one size, by themselves, then scaled by learned factors: what LayerNorm and RMSNorm have in common.
/// </summary>
public abstract class Normalization : LayerKind
{
    /// <summary>Whether the mean is taken off, and a learned shift added.</summary>
    protected abstract bool Centered { get; }

    protected abstract double Epsilon(bool keras);

    public override string Handle => Name;

    public override IReadOnlyList<NumberArgument> Numbers { get; } = [new("Epsilon", NumberRange.NotNegative), .. Initialization.Numbers,
        .. Regularization.Numbers];

    private double Epsilon(LayerContext context) => context.Number("Epsilon", Epsilon(context.Network.Defaults == "Keras"));

    private bool HasBias(LayerContext context) => Centered && context.Flag("Affine", true) && context.Flag("Bias", true);

    public override Shape? Infer(LayerContext context)
    {
        Initialization.Check(context);
        if (context.Input.Rank != 1)
        {
            context.Report(Rules.NeedsVector, null, Name, context.Node.Name, context.Above, context.Input.ToString(),
                context.Input.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        else if (context.Input.Length == 1)
        {
            context.Report(Rules.NormalizesOneValue, null, Name, context.Node.Name, context.Above);
            return null;
        }
        return context.Input;
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value y = graph.Add(new Normalize(graph.Rows(inputs[0]), Epsilon(context), Centered, graph.Numbered("n")), context);
        if (!context.Flag("Affine", true)) return y;
        bool trainable = !context.Flag("Frozen", false);
        (string start, double value) = Initialization.OfWeight(context, "Ones");
        Value factor = graph.Parameter(context, "Weight", "g", new Shape(y.Length), start, y.Length, y.Length, value,
            trainable: trainable, regularization: Regularization.OfWeight(context));
        y = graph.Add(new ScaleBy(y, factor, graph.Numbered("h")), context);
        if (!HasBias(context)) return y;
        (start, value) = Initialization.OfBias(context, "Zeros");
        Value shift = graph.Parameter(context, "Bias", "b", new Shape(y.Length), start, y.Length, y.Length, value,
            trainable: trainable, regularization: Regularization.OfBias(context));
        return graph.Add(new AddBias(y, shift, graph.Numbered("z")), context);
    }

    public override string Details(LayerContext context) =>
        (context.Flag("Affine", true) ? HasBias(context) || !Centered ? "" : "no bias" : "not affine")
            + (context.Flag("Frozen", false) ? " frozen" : "");

    public override long ParameterCount(LayerContext context, Shape output) =>
        context.Flag("Affine", true) ? output.Length * (HasBias(context) ? 2L : 1L) : 0;

    /// <summary>Mean and squares, two operations a value each; difference, division, factor and shift.</summary>
    public override long Flops(LayerContext context, Shape output) => (Centered ? 8L : 4L) * output.Length;
}
