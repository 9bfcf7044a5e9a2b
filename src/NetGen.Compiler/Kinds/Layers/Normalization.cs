using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Kinds;

/// <summary>
/// A sample's values brought to one size, by themselves, then scaled by learned factors: what LayerNorm and RMSNorm have in common.
/// </summary>
/// <param name="centered">Whether the mean is taken off, and a learned shift added.</param>
public abstract class Normalization(KindArgument<double> epsilon, bool centered) : LayerKind
{
    /// <summary>ε, of this layer and of BatchNorm.</summary>
    internal static KindArgument<double> Small(double preset, double keras, string defaults) =>
        new("Epsilon", preset, "ε, added to the variance before the root; at least 0. " + defaults)
            { Keras = keras, Range = NumberRange.NotNegative };

    internal static KindArgument<bool> Affine { get; } = new(
        "Affine", true, "Whether γ and β are learned; true by default. Otherwise values are normalized and nothing more.");

    protected static KindArgument<bool> Shifts { get; } = new(
        "Bias", true, """Whether β is added; true by default. Without <see cref="Affine"/> there is none.""");

    internal static IReadOnlyList<KindArgument> Starts { get; } = Initialization.Weights("How γ starts: with ones by default.");

    internal static IReadOnlyList<KindArgument> ShiftStarts { get; } = Initialization.Biases("How β starts: with zeros by default.", "β's");

    internal static KindArgument Decay { get; } =
        Regularization.Decays("γ: 1 by default, as in PyTorch and Keras; 0 to spare it, as is usual.");

    internal static KindArgument ShiftDecay { get; } = Regularization.BiasDecays("β: 1 by default, 0 to spare it.");

    internal static HandleParameter Factor { get; } = new("Weight", "γ, one for each value.") { IsOptional = true };

    internal static HandleParameter Shift { get; } = new("Bias", "β, one for each value.") { IsOptional = true };

    private bool HasBias(LayerContext context) => centered && context.Value(Affine) && context.Value(Shifts);

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
        Value y = graph.Add(new Normalize(graph.Rows(inputs[0]), context.Value(epsilon), centered, graph.Numbered("n")), context);
        if (!context.Value(Affine)) return y;
        (string start, double value) = Initialization.OfWeight(context, "Ones");
        Value factor = graph.Parameter(context, "Weight", "g", new Shape(y.Length), start, y.Length, y.Length, value,
            regularization: Regularization.OfWeight(context));
        y = graph.Add(new ScaleBy(y, factor, graph.Numbered("h")), context);
        if (!HasBias(context)) return y;
        (start, value) = Initialization.OfBias(context, "Zeros");
        Value shift = graph.Parameter(context, "Bias", "b", new Shape(y.Length), start, y.Length, y.Length, value,
            regularization: Regularization.OfBias(context));
        return graph.Add(new AddBias(y, shift, graph.Numbered("z")), context);
    }

    public override string Details(LayerContext context) =>
        (context.Value(Affine) ? HasBias(context) || !centered ? "" : "no bias" : "not affine")
            + (context.Value(Regularization.Frozen) ? " frozen" : "");

    public override long ParameterCount(LayerContext context, Shape output) =>
        context.Value(Affine) ? output.Length * (HasBias(context) ? 2L : 1L) : 0;

    /// <summary>Mean and squares, two operations a value each; difference, division, factor and shift.</summary>
    public override long Flops(LayerContext context, Shape output) => (centered ? 8L : 4L) * output.Length;
}
