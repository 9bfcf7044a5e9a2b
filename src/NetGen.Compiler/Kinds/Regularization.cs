namespace NetGen.Compiler.Kinds;

/// <summary>What training does to a parameter besides following the loss. The library's ParameterInfo holds the same numbers.</summary>
/// <param name="L1">The factor of Σ|w| in the loss.</param>
/// <param name="L2">The factor of Σw² in the loss.</param>
/// <param name="MaxNorm">The largest Euclidean norm of a unit's weights; 0 for no bound.</param>
/// <param name="Decay">What an optimizer's weight decay is multiplied by.</param>
public sealed record Regularization(double L1 = 0, double L2 = 0, double MaxNorm = 0, double Decay = 1)
{
    public static Regularization None { get; } = new();

    /// <summary>As a layer's arguments <c>L1</c>, <c>L2</c>, <c>MaxNorm</c> and <c>Decay</c> say: for its weights.</summary>
    public static Regularization OfWeight(LayerContext context) =>
        new(context.Number("L1", 0), context.Number("L2", 0), context.Number("MaxNorm", 0), context.Number("Decay", 1));

    /// <summary>As the argument <c>BiasDecay</c> says: for biases, which have no penalties.</summary>
    public static Regularization OfBias(LayerContext context) => new(Decay: context.Number("BiasDecay", 1));

    /// <summary>The arguments of layers that learn.</summary>
    public static IReadOnlyList<NumberArgument> Numbers { get; } =
    [
        new("L1", NumberRange.NotNegative), new("L2", NumberRange.NotNegative.WithMultiples),
        new("Decay", NumberRange.NotNegative), new("BiasDecay", NumberRange.NotNegative),
        new("MaxNorm", NumberRange.NotNegative.Saying("a positive number, or 0 for no bound")),
    ];
}
