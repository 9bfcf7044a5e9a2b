using System.Globalization;
using System.Text;

namespace NetGen.Conformance;

/// <summary>Runs after the tests that run side by side.</summary>
[CollectionDefinition(nameof(CaseCountTests), DisableParallelization = true)]
public sealed class AfterTheOthers;

/// <summary>
/// Says how much was tested: <c>dotnet test</c> lists the attachment, whose name holds the numbers of this process and whose text all.
/// </summary>
[Collection(nameof(CaseCountTests))]
public sealed class CaseCountTests
{
    [Fact]
    public void Every_instruction_set_that_runs_here_had_its_cases()
    {
        (Isa Isa, int Cases)[] here = TargetKernels.Runnable.Select(isa => (isa, CaseCounts.Of(isa.ToString()))).ToArray();
        if (here.All(target => target.Cases == 0)) Assert.Skip("None of the tests that count cases was chosen.");
        Assert.All(here, target => Assert.True(target.Cases > 0, $"No case ran on {target.Isa}"));

        var text = new StringBuilder();
        foreach ((string target, int cases) in CaseCounts.All) text.Append(CultureInfo.InvariantCulture, $"{cases,8}  {target}\n");
        int arm64 = CaseCounts.All.Where(pair => pair.Target.Contains("Arm64", StringComparison.Ordinal)).Sum(pair => pair.Cases);
        string name = string.Join(", ",
            here.Select(target => $"{target.Isa} {target.Cases}").Append(arm64 > 0 ? $"Arm64 {arm64}" : "Arm64 not installed"));
        TestContext.Current.AddAttachment($"cases on {name}", text.ToString());
    }
}
