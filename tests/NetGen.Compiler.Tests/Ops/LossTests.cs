using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Tests;

/// <summary>Each loss has the value that is worked out by hand and the gradient that central differences find.</summary>
public class LossTests
{
    [Fact]
    public void Mean_squared_error_is_the_mean_over_the_row() =>
        AssertLoss("MeanSquaredError", [1, 2, 3, 4], [1, 0, 3, 0], loss: (4 + 16) / 4.0, gradient: [0, 1, 0, 2]);

    [Fact]
    public void Mean_absolute_error_has_no_slope_where_it_is_right() =>
        AssertLoss("MeanAbsoluteError", [1, 2, 3, 4], [1, 0, 3, 8], loss: 6 / 4.0, gradient: [0, 0.25, 0, -0.25]);

    [Fact]
    public void Huber_is_square_near_zero_and_straight_beyond() =>
        AssertLoss("Huber", [0.5, 3, -3, 2], [0, 0, 0, 0], loss: (0.125 + 2 * 2.0 + 2 * 2.0 + 2) / 4, gradient: [0.125, 0.5, -0.5, 0.5],
            arguments: ("Delta", 2.0));

    [Fact]
    public void Smooth_L1_is_Huber_divided_by_its_bound() =>
        AssertLoss("SmoothL1", [0.5, 3, -3, 2], [0, 0, 0, 0], loss: (0.125 + 2 * 2.0 + 2 * 2.0 + 2) / 8,
            gradient: [0.0625, 0.25, -0.25, 0.25], arguments: ("Beta", 2.0));

    [Fact]
    public void Log_cosh_is_square_near_zero_and_straight_beyond_without_overflow()
    {
        AssertLoss("LogCosh", [0.5, -2, 1], [0, 0, 1], loss: (Math.Log(Math.Cosh(0.5)) + Math.Log(Math.Cosh(2))) / 3,
            gradient: [Math.Tanh(0.5) / 3, -Math.Tanh(2) / 3, 0]);
        AssertLoss("LogCosh", [1e4, -1e4], [0, 0], loss: 1e4 - Math.Log(2), gradient: [0.5, -0.5]);
    }

    [Fact]
    public void The_categorical_hinge_asks_the_right_class_to_be_above_the_best_other_by_one()
    {
        AssertLoss("CategoricalHinge", [0.5, 2, -3, 1], [0, 0, 0, 1], loss: 1 + 2 - 1, gradient: [0, 1, 0, -1]);
        AssertLoss("CategoricalHinge", [0.5, 2, 2, 1], [0, 0, 0, 1], loss: 1 + 2 - 1, gradient: [0, 0.5, 0.5, -1]);
        // the right class gives the maximum a 0
        AssertLoss("CategoricalHinge", [-2, -1, 0.25], [0, 0, 1], loss: 1 + 0 - 0.25, gradient: [0, 0, -1]);
        AssertLoss("CategoricalHinge", [0.5, 2, -3, 4], [0, 0, 0, 1], loss: 0, gradient: [0, 0, 0, 0]);
    }

    [Fact]
    public void Hinge_asks_for_a_margin_of_one() =>
        AssertLoss("Hinge", [0.5, 2, -3, 1], [1, 1, 1, -1], loss: (0.5 + 0 + 4 + 2) / 4, gradient: [-0.25, 0, -0.25, 0.25]);

    [Fact]
    public void Cosine_similarity_is_zero_along_one_at_right_angles_and_two_against()
    {
        AssertLoss("CosineSimilarity", [3, 4], [6, 8], loss: 0, gradient: [0, 0]);
        AssertLoss("CosineSimilarity", [2, 0], [0, 5], loss: 1, gradient: [0, -0.5]);
        AssertLoss("CosineSimilarity", [2, 0], [-3, 0], loss: 2, gradient: [0, 0]);
        AssertLoss("CosineSimilarity", [0, 0], [0, 5], loss: 1, gradient: [0, -1e8]);
    }

    [Fact]
    public void KL_divergence_takes_probabilities_or_their_logarithms()
    {
        double loss = 0.5 * Math.Log(0.5 / 0.25) + 0.5 * Math.Log(0.5 / 0.7);
        AssertLoss("KLDivergence", [0.25, 0.7, 0.05], [0.5, 0.5, 0], loss, gradient: [-2, -0.5 / 0.7, 0]);
        AssertLoss("KLDivergence", [Math.Log(0.25), Math.Log(0.7), Math.Log(0.05)], [0.5, 0.5, 0], loss, gradient: [-0.5, -0.5, 0],
            arguments: ("LogProbabilities", true));
    }

    [Fact]
    public void Binary_cross_entropy_is_the_mean_of_negative_logarithms() =>
        AssertLoss("BinaryCrossEntropy", [0.25, 0.5], [0, 1], loss: -(Math.Log(0.75) + Math.Log(0.5)) / 2,
            gradient: [1 / 0.75 / 2, -1 / 0.5 / 2]);

    [Fact]
    public void Binary_cross_entropy_has_PyTorchs_limits_at_zero_and_one() =>
        AssertLoss("BinaryCrossEntropy", [0, 1], [1, 0], loss: 100, gradient: [-1e12 / 2, 1e12 / 2]);

    [Fact]
    public void Sigmoid_cross_entropy_of_zero_is_log_two() =>
        AssertLoss("SigmoidCrossEntropy", [0, 0], [0, 1], loss: Math.Log(2), gradient: [0.25, -0.25]);

    [Fact]
    public void Sigmoid_cross_entropy_loses_nothing_in_the_tails() =>
        AssertLoss("SigmoidCrossEntropy", [-800, 800], [1, 1], loss: 400, gradient: [-0.5, 0]);

    [Fact]
    public void Cross_entropy_is_the_negative_logarithm_of_the_right_class() =>
        AssertLoss("CrossEntropy", [0.1, 0.7, 0.2], [2], loss: -Math.Log(0.2), gradient: [0, 0, -5], indices: true);

    [Fact]
    public void Cross_entropy_with_a_distribution_weighs_the_classes() =>
        AssertLoss("CrossEntropy", [0.5, 0.25, 0.25], [0.5, 0.5, 0], loss: -(Math.Log(0.5) + Math.Log(0.25)) / 2, gradient: [-1, -2, 0]);

    [Fact]
    public void Softmax_cross_entropy_of_equal_logits_is_log_of_their_number() =>
        AssertLoss("SoftmaxCrossEntropy", [7, 7, 7, 7], [1], loss: Math.Log(4), gradient: [0.25, -0.75, 0.25, 0.25], indices: true);

    [Fact]
    public void Softmax_cross_entropy_survives_large_logits() =>
        AssertLoss("SoftmaxCrossEntropy", [1000, 0], [1], loss: 1000, gradient: [1, -1], indices: true);

    [Fact]
    public void Softmax_cross_entropy_with_a_distribution_takes_its_whole_mass() =>
        AssertLoss("SoftmaxCrossEntropy", [0, 0], [1, 1], loss: 2 * Math.Log(2), gradient: [0, 0]);

    [Fact]
    public void Smoothed_cross_entropy_gives_every_class_its_share()
    {
        // u = (0.8 + 0.05, 0.05, 0.05, 0.05)
        double loss = -0.85 * Math.Log(0.5) - 0.05 * (Math.Log(0.25) + 2 * Math.Log(0.125));
        AssertLoss("CrossEntropy", [0.5, 0.25, 0.125, 0.125], [0], loss, gradient: [-1.7, -0.2, -0.4, -0.4], indices: true,
            arguments: ("LabelSmoothing", 0.2));
        AssertLoss("CrossEntropy", [0.5, 0.25, 0.125, 0.125], [1, 0, 0, 0], loss, gradient: [-1.7, -0.2, -0.4, -0.4],
            arguments: ("LabelSmoothing", 0.2));
        double[] logits = [Math.Log(4), Math.Log(2), 0, 0], gradient = [0.5 - 0.85, 0.25 - 0.05, 0.125 - 0.05, 0.125 - 0.05];
        AssertLoss("SoftmaxCrossEntropy", logits, [0], loss, gradient, indices: true, arguments: ("LabelSmoothing", 0.2));
        AssertLoss("SoftmaxCrossEntropy", logits, [1, 0, 0, 0], loss, gradient, arguments: ("LabelSmoothing", 0.2));
    }

    public static TheoryData<string, bool> All => new()
    {
        { "MeanSquaredError", false }, { "BinaryCrossEntropy", false }, { "SigmoidCrossEntropy", false },
        { "MeanAbsoluteError", false }, { "Huber", false }, { "SmoothL1", false }, { "Hinge", false }, { "CategoricalHinge", false },
        { "LogCosh", false }, { "CosineSimilarity", false }, { "KLDivergence", false },
        { "CrossEntropy", false }, { "CrossEntropy", true }, { "SoftmaxCrossEntropy", false }, { "SoftmaxCrossEntropy", true },
    };

    /// <summary>The gradient a loss yields alongside its value is that of Σ scale·loss.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Gradients_are_central_differences(string name, bool indices)
    {
        const int samples = 3, length = 5;
        const double step = 1e-6;
        Loss loss = Create(name, length, indices);
        double[] prediction = name is not ("BinaryCrossEntropy" or "CrossEntropy" or "KLDivergence")
            ? Numbers.Random(samples * length, seed: 8, size: 3) : Numbers.Probabilities(samples * length, seed: 8);
        double[] scales = Numbers.Probabilities(samples, seed: 9);
        double[] target = indices ? [4, 0, 2] : Numbers.Probabilities(samples * length, seed: 10, row: length);

        double[] differences = prediction.Select((_, i) => (Total(i, step) - Total(i, -step)) / (2 * step)).ToArray();
        Compare.Close(differences, Run(prediction)[loss.PredictionGradient], Tolerance.DifferencesOfALoss, name);

        Evaluation Run(double[] at)
        {
            var on = new Evaluation(samples) { [loss.Prediction] = at, [loss.Target] = target, [loss.Scale] = scales };
            loss.Evaluate(on);
            return on;
        }

        double Total(int element, double by)
        {
            var moved = (double[])prediction.Clone();
            moved[element] += by;
            return Run(moved)[loss.Output].Zip(scales, (value, scale) => value * scale).Sum();
        }
    }

    [Fact]
    public void Every_loss_of_the_registry_is_tested_here() =>
        Assert.Equal(LayerRegistry.Losses.Select(loss => loss.Name).Order(), All.Select(row => row.Data.Item1).Distinct().Order());

    private static void AssertLoss(string name, double[] prediction, double[] target, double loss, double[] gradient, bool indices = false,
        params (string Name, object Value)[] arguments)
    {
        Loss op = Create(name, prediction.Length, indices, arguments);
        var on = new Evaluation(1) { [op.Prediction] = prediction, [op.Target] = target, [op.Scale] = [0.5] };
        op.Evaluate(on);
        Compare.Close([loss], on[op.Output], Tolerance.ByHand, name);
        Compare.Close(gradient.Select(value => value * 0.5).ToArray(), on[op.PredictionGradient], Tolerance.ByHand, $"gradient of {name}");
    }

    private static Loss Create(string name, int length, bool indices, params (string Name, object Value)[] arguments) =>
        LayerRegistry.FindLoss(name)!.Build(
        new LayerContext(Declare.Chain(Declare.Node(name, arguments)), 0, [], problem => Assert.Fail(problem.Message)),
        new Value("z", new Shape(length), ValueKind.Computed),
        indices ? new Value("t", new Shape(1), ValueKind.TargetIndices) : new Value("t", new Shape(length), ValueKind.Target),
        new Value("scale", new Shape(1), ValueKind.Scale));
}
