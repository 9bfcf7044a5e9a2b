using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Kinds;

/// <summary>What training does to a parameter besides following the loss. The library's ParameterInfo holds the same numbers.</summary>
/// <param name="L1">The factor of Σ|w| in the loss.</param>
/// <param name="L2">The factor of Σw² in the loss.</param>
/// <param name="MaxNorm">The largest Euclidean norm of a unit's weights; 0 for no bound.</param>
/// <param name="Decay">What an optimizer's weight decay is multiplied by.</param>
public sealed record Regularization(double L1 = 0, double L2 = 0, double MaxNorm = 0, double Decay = 1)
{
    private static readonly KindArgument<double> l1 = new("L1", 0, """
        Adds L1·Σ|w| over the weights, biases left out, to the loss, and L1·sign(w) to their gradients in each step (Keras's <c>L1</c>). Not
        negative; 0 by default.
        """) { Range = NumberRange.NotNegative };

    private static readonly KindArgument<double> l2 = new("L2", 0, """
        Adds L2·Σw² over the weights, biases left out, to the loss, and 2·L2·w to their gradients in each step (Keras's <c>L2</c>). Not
        negative; 0 by default.
        """) { Range = NumberRange.NotNegative.WithMultiples };

    private static readonly KindArgument<double> maxNorm = new("MaxNorm", 0, """
        After each step the weights of a unit whose Euclidean norm over the inputs is above this are scaled down to it (Keras's
        <c>MaxNorm</c>). Positive; 0, the default, for no bound.
        """) { Range = NumberRange.NotNegative.Saying("a positive number, or 0 for no bound") };

    private static readonly KindArgument<double> decay = new("Decay", 1, "What the optimizer's weight decay is multiplied by for ")
        { Range = NumberRange.NotNegative };

    private static readonly KindArgument<double> biasDecay = decay with { Name = "BiasDecay" };

    public static Regularization None { get; } = new();

    /// <summary>Whether training leaves the parameters alone, an argument of all layers that learn.</summary>
    public static KindArgument<bool> Frozen { get; } = new("Frozen", false, """
        Whether training leaves the layer as it is. Gradients still pass through to the layers above. False by default.
        """);

    /// <summary>The arguments <c>L1</c>, <c>L2</c> and <c>MaxNorm</c>: of weights that are the factors of a product.</summary>
    public static IReadOnlyList<KindArgument> Penalties { get; } = [l1, l2, maxNorm];

    /// <summary>The argument <c>Decay</c>.</summary>
    /// <param name="summary">For what, and its default.</param>
    public static KindArgument Decays(string summary) => decay with { Summary = decay.Summary + summary };

    /// <summary>The argument <c>BiasDecay</c>.</summary>
    /// <inheritdoc cref="Decays"/>
    public static KindArgument BiasDecays(string summary) => biasDecay with { Summary = decay.Summary + summary };

    /// <summary>As a layer's arguments say for its weights.</summary>
    public static Regularization OfWeight(LayerContext context) =>
        new(context.Value(l1), context.Value(l2), context.Value(maxNorm), context.Value(decay));

    /// <summary>As the argument <c>BiasDecay</c> says: for biases, which have no penalties.</summary>
    public static Regularization OfBias(LayerContext context) => new(Decay: context.Value(biasDecay));
}
