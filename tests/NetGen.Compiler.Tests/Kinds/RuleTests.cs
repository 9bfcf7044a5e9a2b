using NetGen.Compiler.Declarations;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>
/// Every rule of <see cref="Rules"/>: a declaration that breaks it gives its message and no other, one that does not quite break it gives
/// none.
/// </summary>
public class RuleTests
{
    private sealed record Mistake(NodeSpec[] Nodes, Rule Rule, int Node, string? Argument, string Message, NodeSpec[] Remedied);

    private static NodeSpec Reshape(params int[] sizes) => Node("Reshape", ("Sizes", new EquatableArray<int>(sizes)));

    private static readonly NodeSpec Mse = Node("MeanSquaredError");

    private static readonly Dictionary<string, Mistake> Mistakes = new()
    {
        ["no input"] = new([Dense(3)], Rules.NoInput, -1, null,
            "Network 'Net' has no input: begin with [Input(…)], the shape of one sample", [Input(2), Dense(3)]),
        ["input below a layer"] = new([Dense(3), Input(2)], Rules.InputNotFirst, 1, null,
            "'Input' is below other layers: a chain has one input, and it comes first", [Input(2), Dense(3)]),
        ["two inputs"] = new([Input(2), Input(2), Dense(3)], Rules.InputNotFirst, 1, null,
            "'Input' is below other layers: a chain has one input, and it comes first", [Input(2), Dense(3)]),
        ["no layers"] = new([Input(2)], Rules.NoLayers, -1, null,
            "Network 'Net' has no layers: add at least one, such as [Dense(1)], below its input", [Input(2), Node("Flatten")]),
        ["no layers but a loss"] = new([Input(2), Mse], Rules.NoLayers, -1, null,
            "Network 'Net' has no layers: add at least one, such as [Dense(1)], below its input", [Input(2), Node("ReLU"), Mse]),
        ["a loss above a layer"] = new([Input(2), Mse, Dense(3)], Rules.LossNotLast, 1, null,
            "Loss 'MeanSquaredError' is not last: a chain has at most one loss, and it is below all layers", [Input(2), Dense(3), Mse]),
        ["two losses"] = new([Input(2), Dense(3), Mse, Mse], Rules.LossNotLast, 3, null,
            "Loss 'MeanSquaredError' is not last: a chain has at most one loss, and it is below all layers", [Input(2), Dense(3), Mse]),
        ["an unknown layer"] = new([Input(2), Node("Conv9D"), Dense(3)], Rules.UnknownKind, 1, null,
            "This version of the compiler does not know the layer kind 'Conv9D': reference the same version of NetGen in all projects",
            [Input(2), Dense(3)]),
        ["no units"] = new([Input(2), Dense(0)], Rules.BadSize, 1, "Units",
            "'Dense1' has Units = 0: it must be between 1 and 16777216", [Input(2), Dense(1)]),
        ["a negative input"] = new([Input(28, -28), Node("Flatten")], Rules.BadSize, 0, "Shape",
            "'Input' has Shape = -28: it must be between 1 and 16777216", [Input(28, 28), Node("Flatten")]),
        ["several bad sizes of one input"] = new([Input(0, -1, 0), Node("Flatten")], Rules.BadSize, 0, "Shape",
            "'Input' has Shape = 0: it must be between 1 and 16777216", [Input(1, 1, 1), Node("Flatten")]),
        ["an input without sizes"] = new([Input(), Dense(3)], Rules.BadSize, 0, null,
            "'Input' has Shape = (): it must be between 1 and 16777216", [Input(1), Dense(3)]),
        ["a size above the largest"] = new([Input(1), Dense(16777217)], Rules.BadSize, 1, "Units",
            "'Dense1' has Units = 16777217: it must be between 1 and 16777216", [Input(1), Dense(16777216)]),
        ["all units dropped"] = new([Input(2), Node("Dropout", ("Rate", 1.0))], Rules.BadRate, 1, "Rate",
            "Dropout 'Dropout1' drops a share of 1: it must be at least 0 and below 1 (0.5 drops half of the units)",
            [Input(2), Node("Dropout", ("Rate", 0.999))]),
        ["a negative penalty"] = new([Input(2), Dense(3, "ReLU", ("L2", -1e-4))], Rules.BadNumber, 1, "L2",
            "'Dense1' has L2 = -0.0001: it must be a number that is not negative", [Input(2), Dense(3, "ReLU", ("L2", 1e-4))]),
        ["a negative decay of biases"] = new([Input(2), Dense(3, "ReLU", ("BiasDecay", -1.0))], Rules.BadNumber, 1, "BiasDecay",
            "'Dense1' has BiasDecay = -1: it must be a number that is not negative", [Input(2), Dense(3, "ReLU", ("BiasDecay", 0.0))]),
        ["a norm that is no number"] = new([Input(2), Dense(3, "ReLU", ("MaxNorm", double.NaN))], Rules.BadNumber, 1, "MaxNorm",
            "'Dense1' has MaxNorm = NaN: it must be a positive number, or 0 for no bound", [Input(2), Dense(3, "ReLU", ("MaxNorm", 3.0))]),
        ["a divergence of logits"] = new([Input(2), Dense(3), Node("KLDivergence")], Rules.LossNeedsDistribution, 2, null,
            "KLDivergence takes probabilities that add up to 1, but 'Dense1' gives others: end with [Softmax], or end with [LogSoftmax] "
            + "and use [KLDivergence(LogProbabilities = true)]",
            [Input(2), Dense(3, "Softmax"), Node("KLDivergence")]),
        ["a divergence of probabilities taken for logarithms"] = new(
            [Input(2), Dense(3, "Softmax"), Node("KLDivergence", ("LogProbabilities", true))], Rules.LossNeedsLogarithms, 2,
            "LogProbabilities",
            "KLDivergence with LogProbabilities takes logarithms of probabilities, but 'Dense1' gives probabilities: remove "
            + "LogProbabilities, or end with [LogSoftmax]",
            [Input(2), Dense(3), Node("LogSoftmax"), Node("KLDivergence", ("LogProbabilities", true))]),
        ["a categorical hinge of probabilities"] = new([Input(2), Dense(3, "Softmax"), Node("CategoricalHinge")],
            Rules.HingeNeedsMargins, 2, null,
            "CategoricalHinge takes values of either sign, but 'Dense1' gives probabilities, which have one: remove their "
            + "activation, or use [CrossEntropy]",
            [Input(2), Dense(3), Node("CategoricalHinge")]),
        ["a hinge of probabilities"] = new([Input(2), Dense(1, "Sigmoid"), Node("Hinge")], Rules.HingeNeedsMargins, 2, null,
            "Hinge takes values of either sign, but 'Dense1' gives probabilities, which have one: remove their "
            + "activation, or use [BinaryCrossEntropy]", [Input(2), Dense(1), Node("Hinge")]),
        ["a direction of one value"] = new([Input(2), Dense(1), Node("CosineSimilarity")], Rules.OneDirection, 2, null,
            "CosineSimilarity compares directions, but 'Dense1' gives one value, which has none but its sign: use [MeanSquaredError] or "
            + "[Hinge], or give several outputs",
            [Input(2), Dense(2), Node("CosineSimilarity")]),
        ["an ignored index of distributions"] = new(
            [Input(2), Dense(3), Node("SoftmaxCrossEntropy", ("Targets", "Distributions"), ("IgnoreIndex", -100))],
            Rules.IgnoresDistributions, 2, "IgnoreIndex",
            "SoftmaxCrossEntropy ignores the class index -100, but its targets are distributions: remove IgnoreIndex, and give "
            + "samples that should not count the weight 0",
            [Input(2), Dense(3), Node("SoftmaxCrossEntropy", ("IgnoreIndex", -100))]),
        ["a share above one"] = new([Input(2), Dense(3), Node("SoftmaxCrossEntropy", ("LabelSmoothing", 1.5))], Rules.BadNumber, 2,
            "LabelSmoothing",
            "'SoftmaxCrossEntropy' has LabelSmoothing = 1.5: it must be a share, from 0 to 1",
            [Input(2), Dense(3), Node("SoftmaxCrossEntropy", ("LabelSmoothing", 0.1))]),
        ["a Huber loss without squares"] = new([Input(2), Dense(1), Node("Huber", ("Delta", 0.0))], Rules.BadNumber, 2, "Delta",
            "'Huber' has Delta = 0: it must be a positive number", [Input(2), Dense(1), Node("Huber", ("Delta", 0.1))]),
        ["a smooth L1 without squares"] = new([Input(2), Dense(1), Node("SmoothL1", ("Beta", 0.0))], Rules.BadNumber, 2, "Beta",
            "'SmoothL1' has Beta = 0: it must be a positive number; for 0 use [MeanAbsoluteError]",
            [Input(2), Dense(1), Node("SmoothL1", ("Beta", 0.1))]),
        ["a smallest norm of zero"] = new([Input(2), Dense(2), Node("CosineSimilarity", ("Epsilon", 0.0))], Rules.BadNumber, 2, "Epsilon",
            "'CosineSimilarity' has Epsilon = 0: it must be a positive number", [Input(2), Dense(2), Node("CosineSimilarity")]),
        ["a negative rate"] = new([Input(2), Node("Dropout", ("Rate", -0.1))], Rules.BadRate, 1, "Rate",
            "Dropout 'Dropout1' drops a share of -0.1: it must be at least 0 and below 1 (0.5 drops half of the units)",
            [Input(2), Node("Dropout", ("Rate", 0.0))]),
        ["a rate that is no number"] = new([Input(2), Node("Dropout", ("Rate", double.NaN))], Rules.BadRate, 1, "Rate",
            "Dropout 'Dropout1' drops a share of NaN: it must be at least 0 and below 1 (0.5 drops half of the units)",
            [Input(2), Node("Dropout")]),
        ["a loss that counts nothing"] = new([Input(2), Dense(3), Node("MeanSquaredError", ("Weight", 0.0))], Rules.BadNumber, 2, "Weight",
            "'MeanSquaredError' has Weight = 0: it must be a positive number",
            [Input(2), Dense(3), Node("MeanSquaredError", ("Weight", 0.5))]),
        ["a slope without end"] = new([Input(2), Node("LeakyReLU", ("Slope", double.PositiveInfinity))], Rules.BadNumber, 1, "Slope",
            "'LeakyReLU1' has Slope = Infinity: it must be a finite number", [Input(2), Node("LeakyReLU", ("Slope", -3.0))]),
        ["bounds the wrong way round"] = new([Input(2), Node("HardTanh", ("Min", 1.0), ("Max", 1.0))], Rules.BadNumber, 1, "Max",
            "'HardTanh1' has Max = 1: it must be greater than Min", [Input(2), Node("HardTanh", ("Min", 1.0), ("Max", 2.0))]),
        ["no sharpness"] = new([Input(2), Node("Softplus", ("Beta", 0.0))], Rules.BadNumber, 1, "Beta",
            "'Softplus1' has Beta = 0: it must be a positive number", [Input(2), Node("Softplus", ("Beta", 0.5))]),
        ["an initial value that is no number"] = new([Input(2), Dense(3, "ReLU", ("InitializerValue", double.NaN))], Rules.BadNumber, 1,
            "InitializerValue",
            "'Dense1' has InitializerValue = NaN: it must be a finite number", [Input(2), Dense(3, "ReLU", ("InitializerValue", 0.1))]),
        ["an input too large"] = new([Input(65536, 65536), Node("Flatten")], Rules.TooLarge, 0, "Shape",
            "'Input' would have 65536×65536 values: at most 16777216 are possible; make the layer or the input smaller",
            [Input(4096, 4096), Node("Flatten")]),
        ["an input that overflows 64 bits"] = new([Input(16777216, 16777216, 16777216), Node("Flatten")], Rules.TooLarge, 0, "Shape",
            "'Input' would have 16777216×16777216×16777216 values: at most 16777216 are possible; make the layer or the input smaller",
            [Input(16777216, 1, 1), Node("Flatten")]),
        ["a weight too large"] = new([Input(4097), Dense(4096)], Rules.TooLarge, 1, "Units",
            "'Dense1' would have 4097×4096 values: at most 16777216 are possible; make the layer or the input smaller",
            [Input(4096), Dense(4096)]),
        ["too many parameters in all"] = new([Input(4096), .. Enumerable.Repeat(Dense(4096), 8)], Rules.NetworkTooLarge, -1, null,
            "Network 'Net' would have 134250496 parameters: at most 134217728 are possible; make its layers smaller, or fewer",
            [Input(4096), .. Enumerable.Repeat(Dense(4096), 7)]),
        ["too many values in all"] = new([Input(16777216), Node("ReLU"), Node("ReLU")], Rules.NetworkTooLarge, -1, null,
            "Network 'Net' would have 50331648 values per sample: at most 33554432 are possible; make its layers smaller, or fewer",
            [Input(16777216), Node("ReLU")]),
        ["an activation that is none"] = new([Input(2), Dense(3, "17")], Rules.BadChoice, 1, "Activation",
            "'Dense1' has Activation = 17, which is not one of the named values: use Identity, ReLU, LeakyReLU, Sigmoid, Tanh, GELU, "
            + "SiLU, Softmax, ReLU6, ELU, SELU, CELU, GELUTanh, Mish, Softplus, Softsign, HardSigmoid, HardSwish, HardTanh, LogSoftmax",
            [Input(2), Dense(3, "GELU")]),
        ["targets that are none"] = new([Input(2), Dense(3, "Softmax"), Node("CrossEntropy", ("Targets", "9"))], Rules.BadChoice,
            2, "Targets",
            "'CrossEntropy' has Targets = 9, which is not one of the named values: use Indices, Distributions",
            [Input(2), Dense(3, "Softmax"), Node("CrossEntropy", ("Targets", "Distributions"))]),
        ["an image into a dense layer"] = new([Input(28, 28), Dense(10), Dense(3), Mse], Rules.NeedsVector, 1, null,
            "Dense 'Dense1' takes a vector, but 'Input' gives 28×28: put [Flatten] above it, which makes 28×28 a vector of 784",
            [Input(28, 28), Node("Flatten"), Dense(10), Dense(3), Mse]),
        ["an image into a softmax"] = new([Input(2, 3), Node("Softmax")], Rules.NeedsVector, 1, null,
            "Softmax 'Softmax1' takes a vector, but 'Input' gives 2×3: put [Flatten] above it, which makes 2×3 a vector of 6",
            [Input(2, 3), Node("Flatten"), Node("Softmax")]),
        ["binary cross-entropy of logits"] = new([Input(2), Dense(1), Node("BinaryCrossEntropy")], Rules.LossNeedsProbabilities, 2, null,
            "BinaryCrossEntropy takes probabilities, but 'Dense1' gives values of any size: end with Activation.Sigmoid, or use "
            + "[SigmoidCrossEntropy], which takes values of any size (logits)",
            [Input(2), Dense(1, "Sigmoid"), Node("BinaryCrossEntropy")]),
        ["cross-entropy of logits"] = new([Input(2), Dense(3, "Softmax"), Node("Dropout"), Node("CrossEntropy")],
            Rules.LossNeedsProbabilities, 3, null,
            "CrossEntropy takes probabilities, but 'Dropout1' gives values of any size: end with Activation.Softmax, or use "
            + "[SoftmaxCrossEntropy], which takes values of any size (logits)",
            [Input(2), Dense(3, "Softmax"), Node("Identity"), Node("CrossEntropy")]),
        ["softmax twice"] = new([Input(2), Dense(3, "Softmax"), Node("SoftmaxCrossEntropy")], Rules.LossNeedsLogits, 2, null,
            "SoftmaxCrossEntropy takes logits and applies the softmax itself, but 'Dense1' gives probabilities already, by its softmax: "
            + "use [CrossEntropy], which takes them, or remove the softmax",
            [Input(2), Dense(3), Node("SoftmaxCrossEntropy")]),
        ["sigmoid twice"] = new([Input(2), Dense(3), Node("Sigmoid"), Node("SigmoidCrossEntropy")], Rules.LossNeedsLogits, 3, null,
            "SigmoidCrossEntropy takes logits and applies the sigmoid itself, but 'Sigmoid1' gives probabilities already, by its "
            + "sigmoid: use [BinaryCrossEntropy], which takes them, or remove the sigmoid",
            [Input(2), Dense(3), Node("SigmoidCrossEntropy")]),
        ["a softmax of one"] = new([Input(2), Dense(1, "Softmax"), Node("CrossEntropy")], Rules.OneClass, 1, "Activation",
            "Softmax of 'Dense1' works along its own output, which is one value: its result is always 1. Use Sigmoid with "
            + "BinaryCrossEntropy for two classes, or as many outputs as there are classes",
            [Input(2), Dense(2, "Softmax"), Node("CrossEntropy")]),
        ["a softmax layer of one"] = new([Input(1), Node("Softmax")], Rules.OneClass, 1, null,
            "Softmax of 'Softmax1' works along 'Input', which is one value: its result is always 1. Use Sigmoid with BinaryCrossEntropy "
            + "for two classes, or as many outputs as there are classes",
            [Input(2), Node("Softmax")]),
        ["the loss of probabilities fits their activation"] = new([Input(2), Dense(3, "Sigmoid"), Node("SoftmaxCrossEntropy")],
            Rules.LossNeedsLogits, 2, null,
            "SoftmaxCrossEntropy takes logits and applies the softmax itself, but 'Dense1' gives probabilities already, by its sigmoid: "
            + "use [BinaryCrossEntropy], which takes them, or remove the sigmoid",
            [Input(2), Dense(3, "Sigmoid"), Node("BinaryCrossEntropy")]),
        ["a softmax cross-entropy of one"] = new([Input(2), Dense(1), Node("SoftmaxCrossEntropy")], Rules.OneClass, 2, null,
            "The softmax of 'SoftmaxCrossEntropy' works along 'Dense1', which is one value: its result is always 1. Use Sigmoid with "
            + "BinaryCrossEntropy for two classes, or as many outputs as there are classes",
            [Input(2), Dense(2), Node("SoftmaxCrossEntropy")]),
        ["a loss of an image"] = new([Input(2, 3), Node("ReLU"), Mse], Rules.LossNeedsVector, 2, null,
            "MeanSquaredError compares vectors, but 'ReLU1' gives 2×3: put [Flatten] above it, which makes 2×3 a vector of 6",
            [Input(2, 3), Node("ReLU"), Node("Flatten"), Mse]),
        ["a normalization of one"] = new([Input(2), Dense(1), Node("LayerNorm"), Mse], Rules.NormalizesOneValue, 2, null,
            "LayerNorm 'LayerNorm1' compares the values of a sample with each other, but 'Dense1' gives only one: whatever its size, "
            + "the result would be the same. Remove the layer, or put it where a sample has more values",
            [Input(2), Dense(2), Node("LayerNorm"), Mse]),
        ["a normalization of an image"] = new([Input(2, 3), Node("RMSNorm")], Rules.NeedsVector, 1, null,
            "RMSNorm 'RMSNorm1' takes a vector, but 'Input' gives 2×3: put [Flatten] above it, which makes 2×3 a vector of 6",
            [Input(2, 3), Node("Flatten"), Node("RMSNorm")]),
        ["a batch's normalization of an image"] = new([Input(2, 3), Node("BatchNorm")], Rules.NeedsVector, 1, null,
            "BatchNorm 'BatchNorm1' takes a vector, but 'Input' gives 2×3: put [Flatten] above it, which makes 2×3 a vector of 6",
            [Input(2, 3), Node("Flatten"), Node("BatchNorm")]),
        ["a negative epsilon"] = new([Input(2), Node("RMSNorm", ("Epsilon", -1e-5))], Rules.BadNumber, 1, "Epsilon",
            "'RMSNorm1' has Epsilon = -1E-05: it must be a number that is not negative", [Input(2), Node("RMSNorm", ("Epsilon", 0.0))]),
        ["a negative deviation"] = new([Input(2), Node("GaussianNoise", ("Deviation", -1.0))], Rules.BadNumber, 1, "Deviation",
            "'GaussianNoise1' has Deviation = -1: it must be a number that is not negative",
            [Input(2), Node("GaussianNoise", ("Deviation", 1.0))]),
        ["a shape of other values"] = new([Input(12), Reshape(3, 5)], Rules.ReshapeDoesNotFit, 1, "Sizes",
            "Reshape 'Reshape1' makes 3×5, but 'Input' gives 12, which is 12 values: give sizes whose product is 12, or -1 for one of them",
            [Input(12), Reshape(3, 4)]),
        ["a shape with a rest"] = new([Input(12), Reshape(5, -1)], Rules.ReshapeDoesNotFit, 1, "Sizes",
            "Reshape 'Reshape1' makes 5×-1, but 'Input' gives 12, which is 12 values: give sizes whose "
            + "product is 12, or -1 for one of them", [Input(12), Reshape(-1, 6)]),
        ["two sizes left open"] = new([Input(12), Reshape(-1, -1)], Rules.BadSize, 1, "Sizes",
            "'Reshape1' has Sizes = -1: it must be between 1 and 16777216", [Input(12), Reshape(-1, 1)]),
        ["a slice past the end"] = new([Input(10), Node("Slice", ("Start", 8), ("Length", 3))], Rules.SliceOutside, 1, "Length",
            "Slice 'Slice1' takes values 8 to 10 of the last axis, but 'Input' gives 10, whose last axis has 10, "
            + "counted from 0: start and end within it",
            [Input(10), Node("Slice", ("Start", 7), ("Length", 3))]),
        ["a slice before the beginning"] = new([Input(4, 10), Node("Slice", ("Start", -1), ("Length", 3))], Rules.SliceOutside, 1, "Start",
            "Slice 'Slice1' takes values -1 to 1 of the last axis, but 'Input' gives 4×10, whose last axis has 10, "
            + "counted from 0: start and end within it",
            [Input(4, 10), Node("Slice", ("Start", 0), ("Length", 3))]),
        ["parts that are not equal"] = new([Input(10), Node("Split", ("Parts", 3), ("Index", 0))], Rules.UnequalParts, 1, "Parts",
            "Split 'Split1' makes 3 equal parts of the last axis, but 'Input' gives 10, whose last axis of 10 is no multiple of 3: use "
            + "a number of parts that divides it, or [Slice]",
            [Input(10), Node("Split", ("Parts", 5), ("Index", 0))]),
        ["a part that is none"] = new([Input(10), Node("Split", ("Parts", 2), ("Index", 2))], Rules.BadNumber, 1, "Index",
            "'Split1' has Index = 2: it must be from 0 to 1", [Input(10), Node("Split", ("Parts", 2), ("Index", 1))]),
        ["cross-entropy of a sigmoid"] = new([Input(2), Dense(3, "Sigmoid"), Node("CrossEntropy")], Rules.MixedDomain, 2, null,
            "CrossEntropy takes the probabilities of one class out of several, which add up to 1, but 'Dense1' gives them one by one: "
            + "end with [Softmax], or use [BinaryCrossEntropy]",
            [Input(2), Dense(3, "Softmax"), Node("CrossEntropy")]),
    };

    public static TheoryData<string> Names => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_mistake_gives_one_problem_with_its_message_and_place(string name)
    {
        Mistake mistake = Mistakes[name];
        Problem problem = Assert.Single(NetworkCompiler.Check(Chain(mistake.Nodes)));
        Assert.Equal(mistake.Message, problem.Message);
        Assert.Same(mistake.Rule, problem.Rule);
        Assert.Equal((mistake.Node, mistake.Argument), (problem.Node, problem.Argument));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_remedy_leaves_no_problem(string name) =>
        Assert.Empty(NetworkCompiler.Check(Chain(Mistakes[name].Remedied)).Select(problem => problem.Message));

    [Fact]
    public void Every_rule_has_a_mistake_here() =>
        Assert.Equal(Rules.All.Where(rule => !NeedsMembersOrBlocks(rule)).Select(rule => rule.Id).Order(),
            Mistakes.Values.Select(mistake => mistake.Rule.Id).Distinct().Order());

    /// <summary>Mistakes no chain of layers can have: the pages of their diagnostics have an example each, which tests compile.</summary>
    private static bool NeedsMembersOrBlocks(Rule rule) =>
        string.CompareOrdinal(rule.Id, "NG1150") >= 0 && string.CompareOrdinal(rule.Id, "NG1170") < 0
        || string.CompareOrdinal(rule.Id, "NG2040") >= 0 && string.CompareOrdinal(rule.Id, "NG2050") < 0
        || rule == Rules.TooManyConnections;

    [Fact]
    public void Two_mistakes_give_two_problems() =>
        Assert.Equal(["NG1107", "NG1106"],
            NetworkCompiler.Check(Chain(Input(4), Node("Dropout", ("Rate", 1.5)), Dense(0))).Select(problem => problem.Rule.Id));

    /// <summary>Without a shape from above, a layer only gets messages on what is wrong with it for any input.</summary>
    [Fact]
    public void What_follows_from_a_mistake_is_no_mistake() =>
        Assert.Equal(["NG1106", "NG1110"],
            NetworkCompiler.Check(Chain(Input(4), Dense(0), Dense(3, "17"), Node("BinaryCrossEntropy")))
            .Select(problem => problem.Rule.Id));

    [Fact]
    public void A_choice_that_is_none_is_reported_for_each_argument_of_a_layer() =>
        Assert.Equal(["Initializer", "BiasInitializer"],
            NetworkCompiler.Check(Chain(Input(4), Dense(3, "ReLU", ("Initializer", "99"), ("BiasInitializer", "98"))))
            .Select(problem => problem.Argument));

    /// <summary>A size that is written counts as written, 0 too.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_block_is_not_given_a_size_below_one(int width)
    {
        BlockSpec path = Block("Path", Dense(Given.Width));
        foreach (NodeSpec node in new[]
            { Apply("Apply", ["Path"], ("Width", width)), Apply("Repeat", ["Path"], ("Count", 2), ("Width", width)) })
        {
            Problem problem = Assert.Single(NetworkCompiler.Check(Chain(Input(4), node, Dense(1)) with { Blocks = new([path]) }));
            Assert.Equal(("NG1106", "Width"), (problem.Rule.Id, problem.Argument));
        }
    }
}
