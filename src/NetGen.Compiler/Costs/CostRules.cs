using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Costs;

/// <summary>Budgets and the committed report: NG6xxx.</summary>
public static class CostRules
{
    public static readonly Rule OverBudget = new("NG6001", "Over the budget",
        "Network '{0}' has {1} {2}, and its budget is {3}: make its layers smaller, or raise {4}");

    public static readonly Rule ReportDiffers = new("NG6002", "The committed report differs",
        "'{0}' is not the report of network '{1}' as it is declared now, from line {2} on, where it should say '{3}': update the file, "
        + "so that the change of costs shows in the commit", IsWarning: true);

    public static readonly Rule ReportOfNothing = new("NG6003", "A report of no network",
        "'{0}' is named like the report of a network '{1}', and the project has none of that name: rename the file, or remove it",
        IsWarning: true);

    public static readonly Rule NegativeBudget = new("NG6004", "A budget below zero",
        "The budget of network '{0}' has {1} = {2}: it must be a number that is not negative; 0, the default, is no limit");

    public static IReadOnlyList<Rule> All { get; } = [OverBudget, ReportDiffers, ReportOfNothing, NegativeBudget];
}
