using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>A loss: it takes the prediction, needs targets, and changes nothing of what Predict returns.</summary>
public abstract class LossKind
{
    public abstract string Name { get; }

    public abstract string Title { get; }

    /// <summary>The arguments of all losses that are real numbers.</summary>
    protected static IReadOnlyList<NumberArgument> OfAll { get; } = [new("Weight", NumberRange.Positive)];

    /// <summary>Its arguments that are real numbers, with their ranges, which are checked before <see cref="Check"/> is asked.</summary>
    public virtual IReadOnlyList<NumberArgument> Numbers => OfAll;

    /// <summary>Reports what does not fit between the last layer and this loss.</summary>
    public abstract void Check(LayerContext context, Domain prediction);

    public abstract TargetKind Target(LayerContext context);

    /// <summary>Whether predictions may be any numbers, which it compares with the targets' by their distance.</summary>
    public virtual bool IsOfDistances => false;

    /// <summary>Whether it takes logits, of which probabilities are made by itself.</summary>
    public virtual bool TakesLogits => false;

    /// <summary>The class index whose samples do not count; null where all do.</summary>
    public virtual int? IgnoreIndex(LayerContext context) => null;

    /// <summary>What counts as a right answer: a member of the library's <c>AccuracyKind</c>.</summary>
    public virtual string Accuracy => "None";

    /// <summary>Whether each target value is to be from 0 to 1.</summary>
    public virtual bool TargetsAreProbabilities => false;

    public abstract Ops.Loss Build(LayerContext context, Value prediction, Value target, Value scale);

    /// <summary>The same loss one activation earlier, where that is stable and cheaper; null where it is not.</summary>
    public virtual Ops.Loss? BuildFused(LayerContext context, Value prediction, Value target, Value scale) => null;
}
