namespace NetGen.Benchmarks;

/// <summary>
/// Declarations as deep as known networks: their nodes, their connections and their repetition, with dense layers where they have
/// convolutions and products of matrices. The generator's time and text depend on no more than that.
/// </summary>
internal static class StandIns
{
    /// <summary>
    /// A transformer's layers: each normalizes, multiplies queries by keys and their softmax by values, projects and adds; then normalizes,
    /// widens four times, projects and adds.
    /// </summary>
    public static string Gpt(int layers, int width = 128) => $$"""
        using NetGen;

        namespace StandIns;

        [Block]
        public sealed partial class Attention
        {
            [LayerNorm]                                              public partial LayerNorm Norm { get; }
            [Dense(Given.Width, From = nameof(Norm))]                public partial Dense Queries { get; }
            [Dense(Given.Width, From = nameof(Norm))]                public partial Dense Keys { get; }
            [Dense(Given.Width, From = nameof(Norm))]                public partial Dense Values { get; }
            [Multiply(nameof(Queries), nameof(Keys))]                public partial Layer Scores { get; }
            [Softmax]                                                public partial Layer Shares { get; }
            [Multiply(nameof(Shares), nameof(Values))]               public partial Layer Mixed { get; }
            [Dense(Given.Width)]                                     public partial Dense Projection { get; }
        }

        [Block, LayerNorm, Dense(Given.Width, Activation.GELU, Times = 4), Dense(Given.Width)]
        public sealed partial class FeedForward;

        [Block, Residual<Attention>, Residual<FeedForward>]
        public sealed partial class TransformerLayer;

        [Network, Input({{width}}), Repeat<TransformerLayer>({{layers}}), LayerNorm, Dense(256), SoftmaxCrossEntropy]
        public sealed partial class Network;
        """;

    /// <summary>
    /// The residual network of 6n + 2 layers for small images (He et al. 2016): three stages of n steps of two layers, each normalized over
    /// the batch; a projection leads past the step that begins a stage.
    /// </summary>
    /// <param name="depth">6n + 2: 20, 56, 110.</param>
    /// <param name="width">Of the first stage.</param>
    public static string ResNet(int depth, int width = 64) => $$"""
        using NetGen;

        namespace StandIns;

        [Block, Dense(Given.Width, Bias = false), BatchNorm, ReLU, Dense(Given.Width, Bias = false), BatchNorm]
        public sealed partial class Path;

        [Block, Dense(Given.Width, Bias = false), BatchNorm]
        public sealed partial class Projection;

        [Block, Residual<Path>, ReLU]
        public sealed partial class Step;

        [Network, Input(48), Dense({{width}}, Bias = false), BatchNorm, ReLU]
        [Repeat<Step>({{(depth - 2) / 6}})]
        [Parallel<Path, Projection>(Merge.Add, Width = {{2 * width}}), ReLU, Repeat<Step>({{(depth - 8) / 6}})]
        [Parallel<Path, Projection>(Merge.Add, Width = {{4 * width}}), ReLU, Repeat<Step>({{(depth - 8) / 6}})]
        [Dense(10), SoftmaxCrossEntropy]
        public sealed partial class Network;
        """;

    /// <summary>Dense layers, one after the other.</summary>
    public static string Dense(int layers, int width = 64) => $$"""
        using NetGen;

        namespace StandIns;

        [Network, Input({{width}})]
        {{string.Concat(Enumerable.Repeat($"[Dense({width}, Activation.ReLU)]\n", layers))}}[Dense(1), MeanSquaredError]
        public sealed partial class Network;
        """;
}
