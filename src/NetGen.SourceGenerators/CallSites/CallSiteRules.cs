using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>Mistakes in calls of networks whose declaration is right.</summary>
public static class CallSiteRules
{
    public static readonly Rule WrongLength = new("NG3101", "Lengths that do not fit",
        "{0}.{1} takes {2}, but {3}");

    public static readonly Rule DoesNotFit = new("NG3102", "Targets or weights that do not fit",
        "{0}.{1} takes {2}");

    public static readonly Rule RowsDiffer = new("NG3103", "An output that does not fit the next input",
        "{0}.{1} takes {2} in '{3}', but the outputs of '{4}' have {5} each");

    public static IReadOnlyList<Rule> All { get; } = [WrongLength, DoesNotFit, RowsDiffer];
}
