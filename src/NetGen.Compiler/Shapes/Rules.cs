using NetGen.Compiler.Model;

namespace NetGen.Compiler.Shapes;

/// <summary>Every mistake the compiler knows in a declaration's arguments (NG1xxx from 1101) and shapes (NG2xxx). Each has a page in docs/diagnostics.</summary>
public static class Rules
{
    public static readonly Rule NoInput = new("NG1101", "No input",
        "Network '{0}' has no input: begin with [Input(…)], the shape of one sample");
    public static readonly Rule InputNotFirst = new("NG1102", "Input not first",
        "'{0}' stands below other layers: a chain has one input, and it stands first");
    public static readonly Rule NoLayers = new("NG1103", "No layers",
        "Network '{0}' has no layers: add at least one, such as [Dense(1)], below its input");
    public static readonly Rule LossNotLast = new("NG1104", "Loss not last",
        "Loss '{0}' is not last: a chain has at most one loss, and it stands below all layers");
    public static readonly Rule UnknownKind = new("NG1105", "Unknown layer",
        "This version of the compiler does not know the layer kind '{0}': reference the same version of NetGen in all projects");
    public static readonly Rule BadSize = new("NG1106", "Size out of range",
        "'{0}' has {1} = {2}: it must be between 1 and {3}");
    public static readonly Rule BadRate = new("NG1107", "Rate out of range",
        "Dropout '{0}' drops a share of {1}: it must be at least 0 and below 1 (0.5 drops half of the units)");
    public static readonly Rule BadNumber = new("NG1108", "Number out of range",
        "'{0}' has {1} = {2}: it must be {3}");
    public static readonly Rule TooLarge = new("NG1109", "Layer too large",
        "'{0}' would have {1} values: at most {2} are possible; make the layer or the input smaller");
    public static readonly Rule BadChoice = new("NG1110", "Unknown choice",
        "'{0}' has {1} = {2}, which is not one of the named values: use {3}");
    public static readonly Rule NetworkTooLarge = new("NG1111", "Network too large",
        "Network '{0}' would have {1} {2}: at most {3} are possible; make its layers smaller, or fewer");

    public static readonly Rule NeedsVector = new("NG2001", "Flatten needed",
        "{0} '{1}' takes a vector, but {2} gives {3}: put [Flatten] above it, which makes {3} a vector of {4}");
    public static readonly Rule LossNeedsProbabilities = new("NG2002", "Loss needs probabilities",
        "{0} takes probabilities, but {1} gives values of any size: end with {2}, or use [{3}], which takes values of any size (logits)");
    public static readonly Rule LossNeedsLogits = new("NG2003", "Loss needs logits",
        "{0} takes logits and applies {1} itself, but {2} gives probabilities already, by its {3}: use [{4}], which takes them, or leave the {3} away");
    public static readonly Rule OneClass = new("NG2004", "One class only",
        "{0} of '{1}' works along {2}, which is one value: its result is always 1. Use Sigmoid with BinaryCrossEntropy for two classes, or as many outputs as there are classes");
    public static readonly Rule LossNeedsVector = new("NG2005", "Loss needs a vector",
        "{0} compares vectors, but {1} gives {2}: put [Flatten] above it, which makes {2} a vector of {3}");
    public static readonly Rule MixedDomain = new("NG2006", "Loss does not fit the activation",
        "{0} takes the probabilities of one class out of several, which add up to 1, but {1} gives them one by one: end with [Softmax], or use [BinaryCrossEntropy]");

    public static readonly Rule LossNeedsDistribution = new("NG2020", "KL divergence needs a distribution",
        "KLDivergence takes probabilities that add up to 1, but {0} gives others: end with [Softmax], or end with [LogSoftmax] and use [KLDivergence(LogProbabilities = true)]");
    public static readonly Rule LossNeedsLogarithms = new("NG2021", "KL divergence of logarithms needs logarithms",
        "KLDivergence with LogProbabilities takes logarithms of probabilities, but {0} gives probabilities: leave LogProbabilities away, or end with [LogSoftmax]");
    public static readonly Rule HingeNeedsMargins = new("NG2022", "Hinge needs margins",
        "Hinge takes values of either sign, but {0} gives probabilities, which have one: leave their activation away, or use [BinaryCrossEntropy]");
    public static readonly Rule OneDirection = new("NG2023", "One value has no direction",
        "CosineSimilarity compares directions, but {0} gives one value, which has none but its sign: use [MeanSquaredError] or [Hinge], or give several outputs");

    public static IReadOnlyList<Rule> All { get; } =
    [
        NoInput, InputNotFirst, NoLayers, LossNotLast, UnknownKind, BadSize, BadRate, BadNumber, TooLarge, BadChoice, NetworkTooLarge,
        NeedsVector, LossNeedsProbabilities, LossNeedsLogits, OneClass, LossNeedsVector, MixedDomain,
        LossNeedsDistribution, LossNeedsLogarithms, HingeNeedsMargins, OneDirection,
    ];
}
