using NetGen.Compiler.Model;

namespace NetGen.SourceGenerators.Names;

/// <summary>Names that NetGen does not have, where it has what is meant.</summary>
public static class NameRules
{
    public static readonly Rule Unknown = new("NG3120", "A layer or loss by another name",
        "NetGen has no '{0}'; did you mean [{1}]?");

    public static IReadOnlyList<Rule> All { get; } = [Unknown];
}
