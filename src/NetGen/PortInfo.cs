namespace NetGen;

/// <summary>One input of a network.</summary>
/// <param name="Name">The member's name: <c>Wide</c>; <c>Input</c> where the declaration names none.</param>
/// <param name="Shape">The shape of one sample: <c>100</c>, <c>28×28</c>.</param>
/// <param name="Length">Values per sample.</param>
public sealed record InputInfo(string Name, string Shape, int Length);

/// <summary>One output of a network, and what it learns from.</summary>
/// <param name="Name">The name of the layer that gives it: <c>Click</c>.</param>
/// <param name="Shape">The shape of one sample: <c>10</c>, <c>28×28</c>.</param>
/// <param name="Length">Values per sample.</param>
public sealed record OutputInfo(string Name, string Shape, int Length)
{
    /// <summary>What its targets are; <see cref="TargetType.None"/> where it has no loss.</summary>
    public TargetType TargetType { get; init; }

    /// <summary>Target values of a sample: 1 for a class index, 0 without a loss.</summary>
    public int TargetLength { get; init; }

    /// <summary>Its loss in words, such as <c>binary cross-entropy</c>; null without one.</summary>
    public string? Loss { get; init; }

    /// <summary>Whether each target value is a probability, from 0 to 1: beyond, the loss has no lower bound, or is not a number.</summary>
    public bool TargetsAreProbabilities { get; init; }

    /// <summary>What its loss counts among the others: losses and gradients are multiplied by it (in single precision).</summary>
    public double LossWeight { get; init; } = 1;

    /// <summary>The class index whose samples do not count; null where all do.</summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>What counts as a correct answer.</summary>
    public AccuracyKind Accuracy { get; init; }

    /// <summary>Classes a class index chooses among; 0 where targets are not indices.</summary>
    public int Classes => TargetType == TargetType.Indices ? Length / TargetLength : 0;
}
