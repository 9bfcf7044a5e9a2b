using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Lint;

/// <summary>What builds and runs and will not train well: warnings, NG4xxx. Each has a page in docs/diagnostics.</summary>
public static class LintRules
{
    public static readonly Rule SoftmaxTwice = new("NG4001", "Softmax twice",
        "'{0}' applies a softmax to what '{1}' has made probabilities of already, which makes them nearly equal and "
        + "training slow: remove one of the two", IsWarning: true);

    public static readonly Rule RegressionOfProbabilities = new("NG4002", "A regression's loss of probabilities",
        "'{0}' gives probabilities, by its {1}, and {2} barely corrects one that is near 0 or 1 and wrong: use [{3}]", IsWarning: true);

    public static readonly Rule RectifiedRegression = new("NG4003", "A ReLU before a regression's output",
        "'{0}' gives the output through a ReLU, so it is never below 0, and where it is 0 for all samples nothing is learned "
        + "any more: remove the activation", IsWarning: true);

    public static readonly Rule DroppedOutput = new("NG4004", "Dropout of the output",
        "'{0}' drops values of the output itself, which the loss then compares with their targets: put it above '{1}', or remove it",
        IsWarning: true);

    public static readonly Rule NothingToTrain = new("NG4006", "Nothing to train",
        "Network '{0}' has a loss, but all its layers are frozen, so training changes nothing: remove Frozen at "
        + "one of them, or remove the loss", IsWarning: true);

    public static readonly Rule UnitsAlike = new("NG4007", "Weights that start equal",
        "Weights and biases of '{0}' each start with one value, and so do the weights of '{1}' below it, so that its {2} units get the "
        + "same gradients and stay equal forever: use another initializer here, such as Initializer.HeUniform", IsWarning: true);

    public static readonly Rule OneLayerInTwo = new("NG4008", "Two layers that are one",
        "'{0}' has no activation, so that '{0}' and '{1}' together compute no more than '{1}' alone could: "
        + "give '{0}' one, such as Activation.ReLU", IsWarning: true);

    public static readonly Rule DeadFromTheStart = new("NG4011", "A layer that is dead from the start",
        "Weights and biases of '{0}' start with zeros, so that {1} gives 0 for every sample and lets no gradient through, and '{0}' "
        + "never learns: use another initializer here, such as Initializer.HeUniform", IsWarning: true);

    public static readonly Rule RectifiedLogits = new("NG4012", "Logits through a ReLU",
        "'{0}' gives the logits of {1} through a ReLU, so that none is ever below 0, and where one is 0 for all samples nothing is "
        + "learned any more: remove the activation", IsWarning: true);

    public static readonly Rule Unused = new("NG4009", "A member no one uses",
        "'{0}' is taken by no other member of {1} and {2}, so it is computed for nothing: let another take it "
        + "(From = nameof({0})), {3}or remove it", IsWarning: true);

    public static IReadOnlyList<Rule> All { get; } =
        [SoftmaxTwice, RegressionOfProbabilities, RectifiedRegression, DroppedOutput, NothingToTrain, UnitsAlike, OneLayerInTwo,
            DeadFromTheStart, RectifiedLogits, Unused];
}
