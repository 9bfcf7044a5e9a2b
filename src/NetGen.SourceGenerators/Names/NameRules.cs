using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.Names;

/// <summary>Names that NetGen does not have, where it has what is meant.</summary>
public static class NameRules
{
    public static readonly Rule Unknown = new("NG3120", "A layer or loss by another name",
        "NetGen has no '{0}'; did you mean [{1}]?");

    public static readonly Rule Missing = new("NG3121", "A layer that NetGen does not have",
        "NetGen has no layer or loss like '{0}' yet");

    public static readonly Rule NoLoss = new("NG3122", "A network without a loss",
        "Network '{0}' declares no loss, so it has no '{1}'; add one below its last layer, such as [{2}]");

    public static IReadOnlyList<Rule> All { get; } = [Unknown, Missing, NoLoss];
}
