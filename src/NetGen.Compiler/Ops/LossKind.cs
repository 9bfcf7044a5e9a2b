using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>
/// A loss: it takes the prediction, needs targets, and changes nothing of what Predict returns. Its operation's class says all there is to
/// say of it, by a static property
/// <c>Definition</c>; the library's attribute is written from that.
/// </summary>
/// <param name="name">The attribute's class name without "Attribute".</param>
/// <param name="title">In words: "mean squared error".</param>
/// <param name="build">The operation on prediction, target and scale.</param>
public sealed class LossKind(
    string name, string title, Func<LayerContext, Value, Value, Value, Loss> build, params IReadOnlyList<KindArgument> arguments)
{
    public string Name => name;

    public string Title => title;

    /// <summary>What it takes, what Predict returns, and the formula.</summary>
    public required string Summary { get; init; }

    /// <summary>Output, target and gradient; how a batch's loss follows is documented once for all losses.</summary>
    public required string Remarks { get; init; }

    public Definition Definition => new(
        Summary,
        Remarks + " The loss of a batch is the mean over its samples (with sample weights wᵢ, Σᵢ wᵢ·lᵢ divided by the number of samples).",
        arguments);

    /// <summary>The factor in the total, which all losses have.</summary>
    internal static KindArgument<double> Weight { get; } = new("Weight", 1, "The factor of this loss in the total.")
        { Range = NumberRange.Positive };

    /// <summary>Its arguments, with those of all losses, for checks that come before <see cref="Check"/>.</summary>
    public IReadOnlyList<KindArgument> Arguments { get; } = [Weight, .. arguments];

    /// <summary>Reports what does not fit between the last layer and this loss.</summary>
    public Action<LayerContext, Domain> Check { get; init; } = (_, _) => { };

    public Func<LayerContext, TargetKind> Target { get; init; } = _ => TargetKind.Values;

    /// <summary>Whether predictions may be any numbers, which it compares with the targets' by their distance.</summary>
    public bool IsOfDistances { get; init; }

    /// <summary>Whether it takes logits, of which probabilities are made by itself.</summary>
    public bool TakesLogits { get; init; }

    /// <summary>The class index whose samples do not count; null where all do.</summary>
    public Func<LayerContext, int?> IgnoreIndex { get; init; } = _ => null;

    /// <summary>What counts as a right answer: a member of the library's <c>AccuracyKind</c>.</summary>
    public string Accuracy { get; init; } = "None";

    /// <summary>Whether each target value is to be from 0 to 1.</summary>
    public bool TargetsAreProbabilities { get; init; }

    public Func<LayerContext, Value, Value, Value, Loss> Build => build;

    /// <summary>The same loss one activation earlier, where that is stable and cheaper; null where it is not.</summary>
    public Func<LayerContext, Value, Value, Value, Loss?> BuildFused { get; init; } = (_, _, _, _) => null;
}
