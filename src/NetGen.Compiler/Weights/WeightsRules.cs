using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Weights;

/// <summary>
/// A file of parameters that is not the network's: NG5xxx. What is wrong with the file itself, the build task says (NG5007).
/// </summary>
public static class WeightsRules
{
    public static readonly Rule Missing = new("NG5001", "A tensor is missing",
        "'{0}' lacks {1}, which network '{2}' has: save the file from this network, or change its layers back");

    public static readonly Rule Extra = new("NG5002", "A tensor too many",
        "'{0}' has {1}, which network '{2}' has not: save the file from this network, or add the layer");

    public static readonly Rule WrongShape = new("NG5003", "A tensor of another shape",
        "'{0}' has {1}, where network '{2}' needs {3}: save the file from this network, or change the layer's size");

    public static readonly Rule WrongType = new("NG5004", "A tensor of another type",
        "'{0}' has {1} of type {2}, which are no floats: network '{3}' takes F32, F64, F16 and BF16");

    public static readonly Rule NoNetwork = new("NG5005", "Weights of no network",
        "'{0}' is declared as weights of network '{1}', and the project has none of that name: write its full name, such as "
        + "'Samples.Classifier', in <NetGenWeights Network=\"…\">");

    public static readonly Rule PyTorchNames = new("NG5006", "Weights under PyTorch's own names",
        "'{0}' fits network '{1}', but its tensors have other names: rename {2}, for instance where they are saved");

    public static readonly Rule UnreadText = new("NG5008", "Weights that cannot be compared",
        "'{0}', which the build writes about a file of weights of network '{1}', is empty or broken off: delete it and build again");

    public static IReadOnlyList<Rule> All { get; } = [Missing, Extra, WrongShape, WrongType, NoNetwork, PyTorchNames, UnreadText];
}
