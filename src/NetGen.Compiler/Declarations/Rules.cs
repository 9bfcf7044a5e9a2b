namespace NetGen.Compiler.Declarations;

/// <summary>
/// Every mistake the compiler knows in a declaration's arguments (NG1xxx from 1101) and shapes (NG2xxx). Each has a page in
/// docs/diagnostics.
/// </summary>
public static class Rules
{
    public static readonly Rule NoInput = new("NG1101", "No input",
        "Network '{0}' has no input: begin with [Input(…)], the shape of one sample");
    public static readonly Rule InputNotFirst = new("NG1102", "Input not first",
        "'{0}' is below other layers: a chain has one input, and it comes first");
    public static readonly Rule NoLayers = new("NG1103", "No layers",
        "Network '{0}' has no layers: add at least one, such as [Dense(1)], below its input");
    public static readonly Rule LossNotLast = new("NG1104", "Loss not last",
        "Loss '{0}' is not last: a chain has at most one loss, and it is below all layers");
    public static readonly Rule UnknownKind = new("NG1105", "Unknown layer",
        "This version of the compiler does not know the layer kind '{0}': reference the same version of NetGen in all projects");
    public static readonly Rule BadSize = new("NG1106", "Size out of range",
        "'{0}' has {1} = {2}: it must be between 1 and {3}");
    public static readonly Rule BadRate = new("NG1107", "Rate out of range",
        "Dropout '{0}' drops a share of {2}: it must be {3} (0.5 drops half of the units)");
    public static readonly Rule BadNumber = new("NG1108", "Number out of range",
        "'{0}' has {1} = {2}: it must be {3}");
    public static readonly Rule TooLarge = new("NG1109", "Layer too large",
        "'{0}' would have {1} values: at most {2} are possible; make the layer or the input smaller");
    public static readonly Rule BadChoice = new("NG1110", "Unknown choice",
        "'{0}' has {1} = {2}, which is not one of the named values: use {3}");
    public static readonly Rule NetworkTooLarge = new("NG1111", "Network too large",
        "Network '{0}' would have {1} {2}: at most {3} are possible; make its layers smaller, or fewer");

    public static readonly Rule TooManyConnections = new("NG1116", "Too many connections",
        "Network '{0}' has more than {1} connections between its layers, more than a build can have: let each layer take "
        + "fewer values, or join them in steps");

    public static readonly Rule NeedsVector = new("NG2001", "Flatten needed",
        "{0} '{1}' takes a vector, but {2} gives {3}: put [Flatten] above it, which makes {3} a vector of {4}");
    public static readonly Rule LossNeedsProbabilities = new("NG2002", "Loss needs probabilities",
        "{0} takes probabilities, but {1} gives values of any size: end with {2}, or use [{3}], which takes values of any size (logits)");
    public static readonly Rule LossNeedsLogits = new("NG2003", "Loss needs logits",
        "{0} takes logits and applies {1} itself, but {2} gives probabilities already, by its {3}: use [{4}], "
        + "which takes them, or remove the {3}");
    public static readonly Rule OneClass = new("NG2004", "One class only",
        "{0} of '{1}' works along {2}, which is one value: its result is always 1. Use Sigmoid with BinaryCrossEntropy for two classes, "
        + "or as many outputs as there are classes");
    public static readonly Rule LossNeedsVector = new("NG2005", "Loss needs a vector",
        "{0} compares vectors, but {1} gives {2}: put [Flatten] above it, which makes {2} a vector of {3}");
    public static readonly Rule MixedDomain = new("NG2006", "Loss does not fit the activation",
        "{0} takes the probabilities of one class out of several, which add up to 1, but {1} gives them one by one: end with "
        + "[Softmax], or use [BinaryCrossEntropy]");
    public static readonly Rule NormalizesOneValue = new("NG2007", "Normalization of one value",
        "{0} '{1}' compares the values of a sample with each other, but {2} gives only one: whatever its size, the result would be the "
        + "same. Remove the layer, or put it where a sample has more values");
    public static readonly Rule ReshapeDoesNotFit = new("NG2008", "Reshape does not fit",
        "Reshape '{0}' makes {1}, but {2} gives {3}, which is {4} values: give sizes whose product is {4}, or -1 for one of them");
    public static readonly Rule SliceOutside = new("NG2009", "Slice outside",
        "Slice '{0}' takes values {1} to {2} of the last axis, but {3} gives {4}, whose last axis has {5}, "
        + "counted from 0: start and end within it");
    public static readonly Rule UnequalParts = new("NG2010", "Parts that are not equal",
        "Split '{0}' makes {1} equal parts of the last axis, but {2} gives {3}, whose last axis of {4} is no multiple of {1}: use a "
        + "number of parts that divides it, or [Slice]");

    public static readonly Rule LossNeedsDistribution = new("NG2020", "KL divergence needs a distribution",
        "KLDivergence takes probabilities that add up to 1, but {0} gives others: end with [Softmax], or end with [LogSoftmax] and use "
        + "[KLDivergence(LogProbabilities = true)]");
    public static readonly Rule LossNeedsLogarithms = new("NG2021", "KL divergence of logarithms needs logarithms",
        "KLDivergence with LogProbabilities takes logarithms of probabilities, but {0} gives probabilities: remove LogProbabilities, "
        + "or end with [LogSoftmax]");
    public static readonly Rule HingeNeedsMargins = new("NG2022", "Hinge needs margins",
        "{0} takes values of either sign, but {1} gives probabilities, which have one: remove their activation, or use [{2}]");
    public static readonly Rule OneDirection = new("NG2023", "One value has no direction",
        "CosineSimilarity compares directions, but {0} gives one value, which has none but its sign: use [MeanSquaredError] "
        + "or [Hinge], or give several outputs");
    public static readonly Rule IgnoresDistributions = new("NG2024", "A distribution has no index",
        "{0} ignores the class index {1}, but its targets are distributions: remove IgnoreIndex, and give "
        + "samples that should not count the weight 0");
    public static readonly Rule BlockInItself = new("NG1150", "A block applies itself",
        "'{0}' applies block '{1}' inside itself ({2}), which would never end: take it out there, or write "
        + "[Repeat<{1}>(n)] for a depth that is known");
    public static readonly Rule TooManyLayers = new("NG1151", "Too many layers",
        "Network '{0}' has more than {1} {2} once its blocks are expanded: repeat them less often");
    public static readonly Rule LossInBlock = new("NG1152", "A loss in a block",
        "'{0}' is in a block: a loss belongs to the network, below the layer whose output it judges");
    public static readonly Rule InputInBlock = new("NG1153", "An input in a block",
        "'{0}' is in a block: a block takes the input where it is applied, and names no input");
    public static readonly Rule EmptyBlock = new("NG1154", "An empty block",
        "Block '{0}' has no layers: add at least one below [Block]");
    public static readonly Rule OpenSizeOutside = new("NG1155", "An open size outside a block",
        "'{0}' has {1} = Given.{2}, which is for blocks: it is given where a block is applied. Write the size here");
    public static readonly Rule OpenSizeNotGiven = new("NG1156", "An open size is not given",
        "'{0}' leaves {1} open, and '{2}' does not give it: write {1} = … where the block is applied");
    public static readonly Rule UnknownMember = new("NG1157", "No such member above",
        "'{0}' takes '{1}', which is no layer above it: name one that is above, {2}");
    public static readonly Rule NameInChain = new("NG1158", "A name in a chain",
        "'{0}' names what it takes, but layers of a chain have no names and take the one above: write the network as members, or use "
        + "[Residual<…>] or [Parallel<…, …>]");
    public static readonly Rule WhichInput = new("NG1159", "Which input?",
        "'{0}' is below several inputs and does not say which one it takes: add From = nameof({1})");
    public static readonly Rule TwoLosses = new("NG1160", "Two losses on one output",
        "'{0}' has a second loss, {1}: an output has one; mark another member that takes it, or remove one");
    public static readonly Rule TooManyPorts = new("NG1161", "Too many inputs or outputs",
        "Network '{0}' has {1} {2}: at most {3} are possible; join some of them");
    public static readonly Rule NothingToShare = new("NG1162", "Nothing to share",
        "'{0}' shares '{1}', which is {2}: name a layer or a block above");
    public static readonly Rule UnknownBlock = new("NG1163", "Not a block",
        "'{0}' applies '{1}', which is no block: put [Block] above its layers");
    public static readonly Rule NothingAbove = new("NG1164", "Nothing above",
        "'{0}' is above all inputs, so there is nothing that it could take: move it below one");
    public static readonly Rule OtherVersion = new("NG1165", "A block of another version",
        "Block '{0}' of assembly '{1}' was built {2}, and this is NetGen {3}, which might read its layers otherwise: use "
        + "one version of NetGen in both projects");

    public static readonly Rule OneToMerge = new("NG2040", "Nothing to merge",
        "{0} '{1}' joins what it names, and needs two at least");
    public static readonly Rule ShapesDiffer = new("NG2041", "Shapes differ",
        "{0} '{1}' needs the same shape everywhere, but '{2}' gives {3} and '{4}' gives {5}: make them equal");
    public static readonly Rule CannotConcat = new("NG2042", "Shapes cannot be joined",
        "Concat '{0}' joins along the last size, and all others must be equal, but '{1}' gives {2} and '{3}' gives {4}");
    public static readonly Rule ResidualChangesShape = new("NG2043", "A residual block changes the shape",
        "'{0}' adds what block {1} gives to the input: {1} makes {2} of the {3} that '{4}' gives, and must give {3} again: end it with "
        + "a layer that does, such as [Dense(Given.Width)], or write [Apply<{1}>], which adds nothing");
    public static readonly Rule SharedShapesDiffer = new("NG2044", "Shared parameters do not fit",
        "'{0}' applies the parameters of '{1}', which takes {2}, to {3} from {4}: they fit {2} only");

    public static IReadOnlyList<Rule> All { get; } =
    [
        NoInput, InputNotFirst, NoLayers, LossNotLast, UnknownKind, BadSize, BadRate, BadNumber, TooLarge, BadChoice, NetworkTooLarge,
            TooManyConnections,
        NeedsVector, LossNeedsProbabilities, LossNeedsLogits, OneClass, LossNeedsVector, MixedDomain,
        NormalizesOneValue, ReshapeDoesNotFit, SliceOutside, UnequalParts,
        LossNeedsDistribution, LossNeedsLogarithms, HingeNeedsMargins, OneDirection, IgnoresDistributions,
        BlockInItself, TooManyLayers, LossInBlock, InputInBlock, EmptyBlock, OpenSizeOutside, OpenSizeNotGiven, UnknownMember, NameInChain,
            WhichInput, TwoLosses,
        TooManyPorts, NothingToShare, UnknownBlock, NothingAbove, OtherVersion, OneToMerge, ShapesDiffer, CannotConcat,
            ResidualChangesShape, SharedShapesDiffer,
    ];
}
